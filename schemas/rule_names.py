"""The names of all rules: what a signal is called, and a policy switches off by."""

CONCURRENCE = tuple(f"R{number:02}" for number in range(1, 29))
OF_COVER = ("overlap", "gap", "provisional", "overbooked")
OF_TIME = ("contact-due", "contact-overdue", "stay")
OF_ACCOUNTS = ("over-budget",)
OF_CLAIMS = ("claim-without-allocation", "claim-on-removed-allocation", "claim-above-maximum")
OF_DELIVERIES = (
    "delivery-on-removed-allocation",
    "delivery-by-another-provider",
    "delivery-of-another-product",
    "start-outside-allocation",
    "stop-before-allocation",
    "stop-without-start",
    "stops-contradict",
    "deliveries-overlap",
)
OF_ALLOCATIONS = (
    "allocations-overlap",
    "allocation-contradicts",
    "allocation-of-another-client",
)
OF_PLACES = ("offers-contradict", "revenue-overlaps")
OF_FACTS = (
    *(*OF_CLAIMS, *OF_DELIVERIES, *OF_ALLOCATIONS, *OF_PLACES),
    "eligibility-contradicts",
)
RULES = (*OF_COVER, *OF_TIME, *OF_ACCOUNTS, *OF_FACTS, *CONCURRENCE)

"""When two Wmo products are the same (iWmo TR302, OP259): what may not be granted twice at a time.

They are if their codes are, or their categories where one of them has no code; without a product
(a budget) it is the same as any.  Aids are never: two of them may be had at once.
"""

AIDS = frozenset({"11", "12", "13", "14"})  # WMO020: wheelchair, transport, adapted home, other
Product = tuple[str | None, str | None]  # category and code; none stands for any
Name = tuple[str, Product]


def is_aid(product: Product) -> bool:
    return product[0] in AIDS


def looked_for(product: Product) -> list[Name]:
    """Under which names all are known that are the same as this one."""
    category, code = product
    if category is None:
        return [("any", (None, None))]
    if code is None:
        return [("category", (category, None)), ("itself", (None, None))]
    return [("itself", key) for key in ((category, code), (category, None), (None, None))]


def names(product: Product) -> list[Name]:
    """Under which names this one is known."""
    category, code = product
    return [
        ("any", (None, None)),
        ("category", (category, None)),
        ("itself", (category, code)),
    ]

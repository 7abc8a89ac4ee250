"""What iWmo counts in, and how often it comes back."""

from schemas.volumes import Per, Unit

UNITS = {  # WJ756
    "01": Unit.MINUTE,
    "04": Unit.HOUR,
    "14": Unit.ETMAAL,
    "16": Unit.DAGDEEL,
    "82": Unit.PIECE,
    "83": Unit.CENTS,
    "84": Unit.PIECE,
}
RHYTHMS = {"1": Per.DAY, "2": Per.WEEK, "4": Per.MONTH, "6": Per.TOTAL}  # WMO757

"""The door of UWV: answers of its Suwinet services for municipalities (SuwiML)."""

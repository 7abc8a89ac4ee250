"""Four registers of one municipality, with what truly belongs together: to train and test linking.

`population` draws households, `clerks` writes what each register knows of a person and where it
errs, `registers` puts them in a table.  Every chance stands in `chances`.  No person exists.
"""

-- Of each cluster the latest validations are kept: whoever starts one deletes the oldest.

grant delete on validation to postern_app;

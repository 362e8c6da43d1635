[=text?no_esc]

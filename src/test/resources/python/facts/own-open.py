def open(path):  # -> shadowed-builtin
    return path


print(open("door").strip())

def open(path):
    return path


print(open("door").strip())

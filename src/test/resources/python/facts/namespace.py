globals().update(answer=42)
print(answer)

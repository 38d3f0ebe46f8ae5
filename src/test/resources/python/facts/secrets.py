import os

password = "hunter2!"  # -> hard-coded-secret
API_KEY: str = "sk-9f8e7d6c5b4a"  # -> hard-coded-secret
settings = {"db_password": "s3cr3t", "user": "admin"}  # -> hard-coded-secret
print(dict(token="abcd1234"))  # -> hard-coded-secret
password = os.environ["DB_PASSWORD"]
password = "changeme"
api_key = "<your key>"
token = "DEPLOY_TOKEN"
token_url = "https://example.org/token"
secret = ""
password_prompt = "Password:"
auth_token = "${TOKEN}"
access_key = "ghp_9a8b7c6d"  # -> hard-coded-secret

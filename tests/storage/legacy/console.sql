BEGIN TRANSACTION;
CREATE TABLE accounts (
    name text primary key,
    role text not null,
    password text not null,  -- argon2id, with its parameters and salt
    stamp text not null      -- random; another one with each password
);
INSERT INTO "accounts" VALUES('hanako','editor','$argon2id$v=19$m=8,t=1,p=1$I/pbv+8ZjMuikGwcW3rEQA$n6yldUZSF3EaHxsiLKAiNhph0IN+0lSDfeSp0XYukgs','befda3af6148d4a63b33d8ae08d7fafc');
INSERT INTO "accounts" VALUES('taro','operator','$argon2id$v=19$m=8,t=1,p=1$oamzVf0m32k0KVUd42SSMQ$iudhm548ZL4v8sRd8N0c6E1tMJq+ylKMAPwxH8fd7do','48065350b5a25acde6a1b7a7a95e67b3');
COMMIT;

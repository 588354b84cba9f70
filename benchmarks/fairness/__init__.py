"""Are residents answered beside somebody who floods the chat from thirty addresses?"""

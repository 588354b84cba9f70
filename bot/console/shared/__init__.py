"""What every page of the console needs: who is calling, accounts, the audit, the frame."""

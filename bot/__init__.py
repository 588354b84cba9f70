"""川崎市 国民健康保険 FAQ bot: rules, texts, understanding and the doors that residents come in by."""

"""川崎市 国民健康保険 FAQ bot: rules, texts, understanding, and the doors to them."""

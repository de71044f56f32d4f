"""What notices say by themselves, in every language of the interface."""

# What a phone shows before anything is opened, in every language of the interface.
MARKS = {
    "correction": {
        "ja": "【訂正】", "easy": "【直しました】", "en": "[Corrected] ", "zh-Hans": "【更正】",
        "zh-Hant": "【更正】", "ko": "[정정] ", "vi": "[Đính chính] ", "pt-BR": "[Correção] ",
        "tl": "[Pagwawasto] ", "ne": "[सच्याइएको] ", "id": "[Ralat] ",
    },
    "emergency": {
        "ja": "【緊急】", "easy": "【とても いそぎです】", "en": "[Emergency] ", "zh-Hans": "【紧急】",
        "zh-Hant": "【緊急】", "ko": "[긴급] ", "vi": "[Khẩn cấp] ", "pt-BR": "[Emergência] ",
        "tl": "[Emerhensiya] ", "ne": "[आपतकालीन] ", "id": "[Darurat] ",
    },
    "important": {
        "ja": "【重要】", "easy": "【大切】", "en": "[Important] ", "zh-Hans": "【重要】",
        "zh-Hant": "【重要】", "ko": "[중요] ", "vi": "[Quan trọng] ", "pt-BR": "[Importante] ",
        "tl": "[Mahalaga] ", "ne": "[महत्त्वपूर्ण] ", "id": "[Penting] ",
    },
    "drill": {
        "ja": "【訓練】", "easy": "【練習】", "en": "[Drill] ", "zh-Hans": "【演练】",
        "zh-Hant": "【演練】", "ko": "[훈련] ", "vi": "[Diễn tập] ", "pt-BR": "[Simulado] ",
        "tl": "[Pagsasanay] ", "ne": "[अभ्यास] ", "id": "[Latihan] ",
    },
}  # fmt: skip
CHECK_TITLES = {
    "ja": "安否確認", "easy": "無事の確認", "en": "Safety check", "zh-Hans": "平安确认",
    "zh-Hant": "平安確認", "ko": "안부 확인", "vi": "Xác nhận an toàn",
    "pt-BR": "Confirmação de segurança", "tl": "Pagtiyak ng kaligtasan",
    "ne": "सुरक्षा पुष्टि", "id": "Konfirmasi keselamatan",
}  # fmt: skip
CHECK_BODIES = {
    "ja": "ご無事ですか。ひらいて、いまの様子を知らせてください。",
    "easy": "だいじょうぶですか。ここを ひらいて、今の ようすを 教えてください。",
    "en": "Are you safe? Open this and tell us how you are.",
    "zh-Hans": "您平安吗？请打开此通知，告诉我们您现在的情况。",
    "zh-Hant": "您平安嗎？請打開此通知，告訴我們您現在的情況。",
    "ko": "무사하십니까? 이 알림을 열어 지금 상황을 알려 주십시오.",
    "vi": "Bạn có an toàn không? Hãy mở thông báo này và cho biết tình hình của bạn.",
    "pt-BR": "Você está em segurança? Abra este aviso e conte como está.",
    "tl": "Ligtas ka ba? Buksan ito at sabihin ang kalagayan mo.",
    "ne": "तपाईं सुरक्षित हुनुहुन्छ? यो खोलेर आफ्नो अवस्था बताउनुहोस्।",
    "id": "Apakah Anda selamat? Buka ini dan beri tahu keadaan Anda.",
}

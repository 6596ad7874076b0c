"""A short answer in the writer's own language, and the topics they can choose from in it."""

# ruff: noqa: E501 — sentences stay whole

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person who wrote in another language reads. code: for the page's lang attribute; topics: by topic key."""

    code: str
    name: str
    text: str
    help: str
    topics: dict[str, str]


_KEYS = ("job_loss", "unpaid_wages", "job_search", "parental_leave", "industrial_accident")


def _reply(code: str, name: str, text: str, help_: str, *topics: str) -> Reply:
    return Reply(code, name, text, help_, dict(zip(_KEYS, topics, strict=True)))


_REPLIES = {
    reply.code: reply
    for reply in (
        _reply(
            "en", "English",
            "We have received your message. This service reads Korean only, so please choose what it is about below. "
            "The questions that follow are in Korean.",
            "Help in your language: call 1577-0071 (foreign workers) or 1345 (living in Korea).",
            "I lost my job", "I was not paid", "I am looking for work", "Parental leave", "I was hurt at work",
        ),
        _reply(
            "vi", "Tiếng Việt",
            "Chúng tôi đã nhận được nội dung của bạn. Dịch vụ này chỉ đọc được tiếng Hàn, vì vậy hãy chọn việc của bạn "
            "ở bên dưới. Các câu hỏi tiếp theo bằng tiếng Hàn.",
            "Tư vấn bằng tiếng Việt: gọi 1577-0071 (lao động nước ngoài) hoặc 1345 (sinh sống tại Hàn Quốc).",
            "Tôi bị mất việc", "Tôi không được trả lương", "Tôi đang tìm việc", "Nghỉ phép chăm con",
            "Tôi bị thương khi làm việc",
        ),
        _reply(
            "zh", "中文",
            "我们已收到您的内容。本服务只能读懂韩语，请在下面选择您的情况。接下来的问题为韩语。",
            "中文咨询：请拨打 1577-0071（外国劳动者）或 1345（在韩生活）。",
            "我失业了", "我没有拿到工资", "我在找工作", "育儿休假", "我在工作中受伤了",
        ),
        _reply(
            "th", "ไทย",
            "เราได้รับข้อความของคุณแล้ว บริการนี้อ่านได้เฉพาะภาษาเกาหลี กรุณาเลือกเรื่องของคุณด้านล่าง คำถามต่อไปเป็นภาษาเกาหลี",
            "ปรึกษาเป็นภาษาไทย: โทร 1577-0071 (แรงงานต่างชาติ) หรือ 1345 (การใช้ชีวิตในเกาหลี)",
            "ฉันตกงาน", "ฉันไม่ได้รับค่าจ้าง", "ฉันกำลังหางาน", "ลาเลี้ยงดูบุตร", "ฉันบาดเจ็บจากการทำงาน",
        ),
        _reply(
            "uz", "Oʻzbekcha",
            "Xabaringizni qabul qildik. Bu xizmat faqat koreys tilini oʻqiydi, shuning uchun quyidan oʻz ishingizni tanlang. "
            "Keyingi savollar koreys tilida.",
            "Oʻz tilingizda maslahat: 1577-0071 (chet ellik ishchilar) yoki 1345 (Koreyada yashash) ga qoʻngʻiroq qiling.",
            "Ishimni yoʻqotdim", "Menga maosh toʻlanmadi", "Ish qidiryapman", "Bola parvarishi taʼtili",
            "Ishda jarohat oldim",
        ),
        _reply(
            "ne", "नेपाली",
            "हामीले तपाईंको सन्देश पायौं। यो सेवाले कोरियाली भाषा मात्र पढ्छ, त्यसैले तल आफ्नो कुरा छान्नुहोस्। "
            "त्यसपछिका प्रश्नहरू कोरियाली भाषामा छन्।",
            "आफ्नै भाषामा सल्लाह: 1577-0071 (विदेशी कामदार) वा 1345 (कोरियामा बसाइ) मा फोन गर्नुहोस्।",
            "मेरो जागिर गयो", "मैले तलब पाइनँ", "म काम खोज्दैछु", "बच्चा हेर्ने बिदा", "काममा चोट लाग्यो",
        ),
        _reply(
            "km", "ភាសាខ្មែរ",
            "យើងបានទទួលសាររបស់អ្នកហើយ។ សេវានេះអានបានតែភាសាកូរ៉េប៉ុណ្ណោះ សូមជ្រើសរើសរឿងរបស់អ្នកខាងក្រោម។ "
            "សំណួរបន្ទាប់គឺជាភាសាកូរ៉េ។",
            "ពិគ្រោះជាភាសាខ្មែរ៖ ហៅទៅ 1577-0071 (ពលករបរទេស) ឬ 1345 (ការរស់នៅក្នុងប្រទេសកូរ៉េ)។",
            "ខ្ញុំបាត់បង់ការងារ", "ខ្ញុំមិនបានទទួលប្រាក់ឈ្នួល", "ខ្ញុំកំពុងរកការងារ", "ឈប់សម្រាកមើលថែកូន",
            "ខ្ញុំរងរបួសនៅកន្លែងធ្វើការ",
        ),
        _reply(
            "id", "Bahasa Indonesia",
            "Pesan Anda sudah kami terima. Layanan ini hanya membaca bahasa Korea, jadi silakan pilih masalah Anda di bawah. "
            "Pertanyaan berikutnya berbahasa Korea.",
            "Konsultasi dalam bahasa Anda: telepon 1577-0071 (pekerja asing) atau 1345 (tinggal di Korea).",
            "Saya kehilangan pekerjaan", "Gaji saya tidak dibayar", "Saya mencari pekerjaan", "Cuti mengasuh anak",
            "Saya terluka saat bekerja",
        ),
        _reply(
            "mn", "Монгол",
            "Таны бичсэнийг хүлээн авлаа. Энэ үйлчилгээ зөвхөн солонгос хэл уншдаг тул доороос сонгоно уу. "
            "Дараагийн асуултууд солонгос хэл дээр байна.",
            "Өөрийн хэлээр зөвлөгөө авах: 1577-0071 (гадаад ажилчид) эсвэл 1345 (Солонгост амьдрах).",
            "Ажлаа алдсан", "Цалингаа аваагүй", "Ажил хайж байна", "Хүүхэд асрах чөлөө", "Ажил дээрээ гэмтсэн",
        ),
        _reply(
            "ru", "Русский",
            "Мы получили ваше сообщение. Этот сервис читает только по-корейски, поэтому выберите ниже, что случилось. "
            "Следующие вопросы будут на корейском.",
            "Консультация на вашем языке: 1577-0071 (иностранные работники) или 1345 (жизнь в Корее).",
            "Я потерял работу", "Мне не заплатили", "Я ищу работу", "Отпуск по уходу за ребёнком", "Травма на работе",
        ),
    )
}  # fmt: skip


def reply_in(language: str) -> Reply:
    """The reply in that language (ISO 639-1); English when there is none."""
    return _REPLIES.get(language, _REPLIES["en"])

"""The small words by which languages in Latin letters are told apart, as people type them."""

from __future__ import annotations

# Without marks as well, where people leave them out. "ja" and "ne" are romanised.
FUNCTION_WORDS = {
    "en": (
        "the is are am was were be been do does did have has had will would can could should "
        "may must i you he she it we they my your his her our their me him us them this that "
        "these those what when where which who whom whose why how and or but if because so not "
        "no yes of to in on at for from with by about into until till before after during than "
        "then there here any some all also just only please thanks need want get got don't "
        "doesn't didn't i'm it's what's isn't can't won't a an "
        "hello hi hey bye goodbye yes sure right thank sorry excuse morning good nope yeah"
    ),
    "vi": (
        "là của và có không được cho bạn này đến khi thì nếu ngày giấy vào trong với các thẻ "
        "hoặc tại hãy đã sẽ từ một tôi em anh chị mình nào gì sao thế bao giờ lâu nhiêu phải "
        "cần muốn làm ở đâu ai mà nhưng cũng nữa rồi chưa vẫn còn hết hạn về như những để bị "
        "xin cảm ơn la cua va co khong duoc ban nay den neu ngay giay vao trong voi cac the "
        "hoac tai hay da se tu mot toi minh nao gi sao bao gio lau nhieu phai can muon lam dau "
        "nhung cung nua roi chua van con het han ve nhu de bi xin cam on ko k dc "
        "xin chao chào vâng dạ đúng sai dung tạm biệt nhé ạ"
    ),
    "tl": (
        "ang ng mga sa na po opo ay kung ito iyon yung yun hindi di para may mayroon meron wala "
        "walang iyong inyong mong ninyo kayo ka ninyo lang pa rin din nang o at hanggang puwede "
        "pwede kailangan kelan kailan saan sino ano anong paano bakit ilan magkano ako ko kami "
        "namin natin tayo siya niya sila nila akin asawa anak gusto dapat ba naman kasi pero "
        "dahil kapag pag nasa mag nag um ni kay dito diyan doon salamat "
        "kumusta po magandang umaga oo tama hala sige paalam"
    ),
    "pt": (
        "o os um uma uns umas não nao é são sao está esta estou você voce vocês seu sua meu "
        "minha nosso para pra com em do da dos das no na nos nas que até ate ou se ao à pode "
        "posso quando como mais foi isso este onde qual quem porque por pelo pela sim preciso "
        "tenho tem fazer quero eu ele ela eles mas já ja ainda também tambem depois antes "
        "obrigado obrigada de a e as meus minhas "
        "oi olá ola bom dia boa tarde tchau obrigado obrigada certo desculpe"
    ),
    "es": (
        "el los la las un una unos unas no es son está esta estoy usted ustedes su sus mi mis "
        "nuestro para con en del de que hasta o si sí al puede puedo cuando cuándo como cómo "
        "más mas son fue esto este dónde donde cuál cual quién quien porque por y le lo se "
        "tiene tengo hay hacer quiero yo él ella ellos pero ya todavía también tambien después "
        "antes gracias me necesito tengo qué que muy sin "
        "hola buenos dias días buenas tardes adios adiós gracias perdon disculpe claro vale"
    ),
    "ne": (
        "cha chha chaina chhaina chu chhu chau huncha hunchha hudaina hunthyo ko ka ki lai le "
        "ma mero hamro tapai tapaiko tapaai hajur bata samma sanga garna garnu garne garera "
        "gareko garnuparcha parcha parchha sakincha sakinchha sakchu ho hoina haina ra ani tara "
        "yo tyo yesto ke kun kasari kahile kati kaha kina bhane bhanera vane bhayo vayo "
        "aayo aaune dina dinu pani pachi pachhi aghi agadi lagcha lagchha kura ghar hos na feri "
        "malai "
        "namaste namaskar dhanyabad dhanyawad hajur hunchha thik cha maaf"
    ),
    "ja": (
        "wa ga wo o no ni de desu deshita ka masu masen mashita kudasai itsu made kara doko "
        "nani nan dou douyatte shita suru shite shimasu watashi wa ore uchi arimasu arimasen "
        "imasu tai yori mo ne yo hai iie onegai shimasu sumimasen wakarimasen wakaranai "
        "tsukaemasu tsukau tsukaeru ikura dore donna naze kore sore are kono sono dake demo to "
        "node kedo ikeba ii desuka masuka shitara moratta kita todoita todokanai hitsuyou "
        "dekimasu dekimasuka "
        "konnichiwa konbanwa ohayou arigatou arigato sayonara moshi hai un chigau gozaimasu"
    ),
}

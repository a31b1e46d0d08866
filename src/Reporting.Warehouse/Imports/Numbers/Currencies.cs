namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>Currencies beside numbers: ISO 4217 codes, signs, and common names. A shared sign stands for all its currencies.</summary>
internal static class Currencies
{
    public const string Usd = "USD";

    private const string Codes = """
        AED AFN ALL AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD
        EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHS GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
        KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR
        RON RSD RUB RWF SAR SBD SCR SDG SDR SEK SGD SHP SIT SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD UYU UZS VEF VES VND VUV
        WST XAF XCD XDR XOF XPF YER ZAR ZMK ZMW ZWD ZWL
        """;

    private const string Dollars = "USD CAD AUD NZD HKD SGD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD ZWL MXN ARS CLP COP CUP DOP UYU";

    // The longest first: US$ before $.
    private static readonly (string Sign, string[] Codes)[] Signs = [.. new (string Sign, string Codes)[]
        {
            ("US$", Usd), ("U.S.$", Usd), ("U.S. $", Usd), ("U.S.", Usd), ("U$S", Usd), ("CA$", "CAD"), ("CDN$", "CAD"), ("CAN$", "CAD"), ("C$", "CAD NIO"), ("AU$", "AUD"), ("A$", "AUD"), ("NZ$", "NZD"), ("HK$", "HKD"), ("S$", "SGD"),
            ("R$", "BRL"), ("NT$", "TWD"), ("MX$", "MXN"), ("$", Dollars), ("€", "EUR"), ("£", "GBP EGP LBP SYP SDG SSP FKP GIP SHP IEP"), ("¥", "JPY CNY"), ("￥", "JPY CNY"), ("元", "CNY TWD HKD"),
            ("円", "JPY"), ("₹", "INR"), ("₨", "INR PKR LKR NPR MUR SCR"), ("₪", "ILS"), ("ש\"ח", "ILS"), ("ש״ח", "ILS"), ("₩", "KRW KPW"), ("₽", "RUB"), ("₺", "TRY"), ("₫", "VND"), ("₦", "NGN"), ("฿", "THB"), ("₱", "PHP"),
            ("₴", "UAH"), ("₸", "KZT"), ("₾", "GEL"), ("₼", "AZN"), ("₵", "GHS"), ("₡", "CRC"), ("₲", "PYG"), ("৳", "BDT"), ("៛", "KHR"), ("₮", "MNT"), ("₭", "LAK"), ("ƒ", "ANG AWG"),
        }.Select(s => (s.Sign, s.Codes.Split(' '))).OrderByDescending(s => s.Sign.Length)];

    private static readonly Dictionary<string, string[]> Words = WordsOf();

    /// <summary>The possible currencies of a sign at the start of a text, and the sign's length.</summary>
    public static bool Sign(ReadOnlySpan<char> text, out int length, out string[] codes)
    {
        foreach (var (sign, known) in Signs)
        {
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                (length, codes) = (sign.Length, known);
                return true;
            }
        }

        (length, codes) = (0, []);
        return false;
    }

    /// <summary>The currencies of a word: a code, or a name in lower case. Codes that are also words need capitals.</summary>
    public static string[]? Word(string word) =>
        Words.TryGetValue(word, out var codes) || (word.Length != 3 && Words.TryGetValue(word.ToLowerInvariant(), out codes)) || (word is "usd" or "eur" or "gbp" or "Usd" or "Eur" && Words.TryGetValue(word.ToUpperInvariant(), out codes))
            ? codes : null;

    /// <summary>The currency of a text that is only a currency, such as <c>EUR</c>, <c>€</c> or <c>Canadian dollars</c>. Null for others and for ambiguous ones.</summary>
    public static string? Find(string text)
    {
        var found = Sign(text, out var length, out var codes) && length == text.Length ? codes : Word(text) ?? Word(text.ToUpperInvariant());
        return found is [var only] ? only : found?.Contains(Usd, StringComparer.Ordinal) == true && text == "$" ? Usd : null;
    }

    private static Dictionary<string, string[]> WordsOf()
    {
        var words = Codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToDictionary(code => code, code => new[] { code }, StringComparer.Ordinal);
        foreach (var (names, codes) in new[]
        {
            ("us dollar|us dollars|u.s. dollar|u.s. dollars|united states dollar|united states dollars|american dollars|american|us", Usd), ("dollar|dollars|डॉलर|דולר|דולרים", Dollars),
            ("canadian dollar|canadian dollars|canadian", "CAD"), ("australian dollar|australian dollars|australian", "AUD"), ("new zealand dollar|new zealand dollars", "NZD"),
            ("euro|euros|यूरो|אירו|יורו", "EUR"), ("pound sterling|pounds sterling|british pound|british pounds|sterling", "GBP"), ("pound|pounds", "GBP EGP LBP SYP SDG SSP FKP GIP SHP IEP"),
            ("yen|japanese yen", "JPY"), ("yuan|renminbi|rmb|chinese yuan", "CNY"), ("indian rupee|indian rupees", "INR"), ("rupee|rupees|rs|re|रुपये|रुपए|रुपया|रु", "INR PKR LKR NPR MUR SCR"),
            ("swiss franc|swiss francs|sfr", "CHF"), ("franc|francs|fr", "CHF FRF BEF LUF XAF XOF XPF CDF RWF BIF DJF GNF KMF"), ("kr|kronor|kroner|krona|krone|kronur", "SEK NOK DKK ISK EEK"),
            ("shekel|shekels|nis|NIS|שקל|שקלים", "ILS"), ("won", "KRW KPW"), ("rouble|roubles|ruble|rubles", "RUB BYN"), ("real|reais", "BRL"), ("rand", "ZAR"), ("peso|pesos", "MXN ARS CLP COP CUP DOP UYU PHP"),
            ("dm|deutsche mark", "DEM"), ("zł|zloty", "PLN"), ("kč", "CZK"), ("dinar|dinars", "BHD DZD IQD JOD KWD LYD RSD TND"), ("riyal|riyals|rial|rials", "SAR QAR OMR YER IRR"),
        })
        {
            foreach (var name in names.Split('|'))
            {
                words[name] = codes.Split(' ');
            }
        }

        return words;
    }
}

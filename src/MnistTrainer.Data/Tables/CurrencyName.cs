using System.Collections.Frozen;

namespace MnistTrainer.Data;

/// <summary>Currencies as they stand in front of amounts or behind them: the codes of ISO 4217 and the abbreviations in use. Other letters in front of a number make it a code, and so do currencies that are words of English, such as TOP 10.</summary>
internal static class CurrencyName
{
    private static readonly FrozenSet<string> Names = (
        "AED AFN AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
        + "FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
        + "MNT MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
        + "THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG RMB NTD "
        + "A$ AU$ C$ CA$ HK$ NT$ NZ$ R$ S$ US$ Rs Rs. Rp Rp. RM kr kr. Kr Kr. Fr. SFr. Kč zł Ft"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a text is a currency.</summary>
    public static bool Is(string text) => Names.Contains(text);
}

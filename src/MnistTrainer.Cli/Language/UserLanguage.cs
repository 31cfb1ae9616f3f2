using System.Runtime.InteropServices;

namespace MnistTrainer.Cli.Language;

/// <summary>The language of the user: that of <c>--language</c>, or else of the locale.</summary>
internal static class UserLanguage
{
    /// <summary>The option that chooses it.</summary>
    public const string Option = "--language";

    /// <summary>The code of English, the language of every locale that has no catalog.</summary>
    public const string English = "en";

    private const string Json = "--json";

    // In this order (POSIX.1-2024, Base Definitions, 8.2): the first that is set and not empty decides.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The codes of the languages (ISO 639).</summary>
    public static string[] Codes => [English, "ko"];

    /// <summary>Returns the code of the language.</summary>
    /// <param name="arguments">The command line after the program's name. With <c>--json</c>, which programs read, everything is in English.</param>
    /// <param name="variable">Returns the value of an environment variable, or null.</param>
    public static string Of(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        string[] options = [.. arguments.TakeWhile(argument => argument != "--")];
        return AsksForJson(arguments) ? English : Given(options) ?? OfLocale(variable);
    }

    /// <summary>Whether a command line asks for JSON, even if it cannot be parsed.</summary>
    /// <param name="arguments">The command line after the program's name.</param>
    public static bool AsksForJson(IReadOnlyList<string> arguments) => arguments.TakeWhile(argument => argument != "--").Any(IsJson);

    private static bool IsJson(string argument) =>
        argument == Json || (ValueIn(argument, Json) is string value && !value.Equals("false", StringComparison.OrdinalIgnoreCase));

    // The parser takes a value behind either sign: --json=true, --json:true.
    private static string? ValueIn(string argument, string option) =>
        argument.Length > option.Length && argument.StartsWith(option, StringComparison.Ordinal) && argument[option.Length] is '=' or ':'
            ? argument[(option.Length + 1)..]
            : null;

    // An unknown one is reported by the parser.
    private static string? Given(string[] options)
    {
        for (int i = 0; i < options.Length; i++)
        {
            string? value = options[i] == Option && i + 1 < options.Length ? options[i + 1] : ValueIn(options[i], Option);
            if (value is not null && Codes.Contains(value))
                return value;
        }

        return null;
    }

    // A locale is named ko_KR.UTF-8, with all parts but the first optional.
    private static string OfLocale(Func<string, string?> variable) =>
        Variables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is string locale
            ? Codes.FirstOrDefault(code => locale.Split('_', '.', '@', '-')[0] == code) ?? English
        : OperatingSystem.IsWindows() && IsKorean(GetUserDefaultUILanguage()) ? "ko"
        : English;

    // The lower ten bits of a language identifier are its primary language: LANG_KOREAN. Invariant globalization hides the culture.
    private static bool IsKorean(ushort identifier) => (identifier & 0x3FF) == 0x12;

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern ushort GetUserDefaultUILanguage();
}

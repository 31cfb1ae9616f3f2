using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// Reads the values of options. The library's own reading would take "0,5" for 5; here a number is one by the invariant culture without
/// thousands separators, and what is wrong with it is said in a sentence.
/// </summary>
internal static partial class OptionParser
{
    public static Func<ArgumentResult, int?> WholeNumber(int minimum, int maximum) => result =>
        int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= minimum
            && number <= maximum
            ? number
            : Refuse<int?>(
                result, maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}");

    public static ulong? Seed(ArgumentResult result) =>
        ulong.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : Refuse<ulong?>(result, "a whole number of at least 0");

    public static Func<ArgumentResult, float?> Number(NumberRange range) => result =>
        float.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) && range.Holds(number)
            ? number
            : Refuse<float?>(result, range.Expected);

    public static IPAddress? Address(ArgumentResult result) => Text(result) switch
    {
        "localhost" => IPAddress.Loopback,
        string text when IPAddress.TryParse(text, out IPAddress? address) => address,
        _ => Refuse<IPAddress?>(result, "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all"),
    };

    public static int[]? LayerSizes(ArgumentResult result)
    {
        string text = Text(result);
        if (text is "none" or "0")
            return [];
        List<int> sizes = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
                return Refuse<int[]?>(result, "the units of each hidden layer, such as 200 or 200,100, or none");
            sizes.Add(size);
        }

        return [.. sizes];
    }

    /// <summary>Reads by a function that gives null, or throws <see cref="InvalidInputException"/>, for what it does not know.</summary>
    public static Func<ArgumentResult, T?> Named<T>(Func<string, T?> parse, IEnumerable<string> names)
        where T : class => result => Find(parse, Text(result), out string? wrong) ?? RefuseName<T>(result, Text(result), $"one of {string.Join(", ", names)}", wrong, names);

    /// <summary>Reads several, with commas between them, or none.</summary>
    public static Func<ArgumentResult, T[]?> List<T>(Func<string, T?> parse, IEnumerable<string> names)
        where T : class => result =>
    {
        if (Text(result) == "none")
            return [];
        List<T> found = [];
        foreach (string name in BetweenNames().Split(Text(result)).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            if (Find(parse, name, out string? wrong) is not T one)
                return RefuseName<T[]>(result, name, $"some of {string.Join(", ", names)}, or none", wrong, names);
            found.Add(one);
        }

        return [.. found];
    };

    /// <summary>Reads by a function that throws <see cref="InvalidInputException"/>, and says what that says.</summary>
    public static Func<ArgumentResult, T?> Described<T>(Func<string, T> parse)
        where T : class => result => Find(parse, Text(result), out string? wrong) ?? RefuseInWords<T>(result, wrong!);

    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex BetweenNames();

    /// <param name="parse">Gives null or throws for what it does not know.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="wrong">What the exception said, if there was one.</param>
    private static T? Find<T>(Func<string, T?> parse, string text, out string? wrong)
        where T : class
    {
        wrong = null;
        try
        {
            return parse(text);
        }
        catch (InvalidInputException e)
        {
            wrong = e.Message;
            return null;
        }
    }

    private static T? RefuseName<T>(ArgumentResult result, string typed, string expected, string? wrong, IEnumerable<string> names)
        where T : class
    {
        // Of a name that is known, the numbers behind it are at fault, and what was said of them tells more.
        string? meant = NearestName.Find(typed, names);
        bool isKnown = typed.Contains('(', StringComparison.Ordinal) && names.Any(name => Head(name).Equals(Head(typed), StringComparison.OrdinalIgnoreCase));
        return isKnown && wrong is not null
            ? RefuseInWords<T>(result, wrong)
            : Refuse<T>(result, expected, meant is null ? "" : $" Did you mean {meant}?");
    }

    private static string Head(string name) => name.Split('(')[0].Trim();

    private static T? RefuseInWords<T>(ArgumentResult result, string wrong)
        where T : class
    {
        result.AddError($"{NameOf(result)}: {wrong}");
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;

    private static T? Refuse<T>(ArgumentResult result, string expected, string hint = "")
    {
        result.AddError($"{NameOf(result)}: expected {expected}, found \"{Text(result)}\".{hint}");
        return default;
    }
}

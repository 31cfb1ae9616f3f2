using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// Parses the values of options. The parser of System.CommandLine would read "0,5" as 5; here numbers follow the invariant culture, without
/// thousands separators, and errors are sentences.
/// </summary>
internal static class OptionParser
{
    public static Func<ArgumentResult, int?> WholeNumber(int minimum, int maximum) =>
        result =>
            int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= minimum
            && number <= maximum
                ? number
                : Reject<int?>(
                    result,
                    maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}"
                );

    public static ulong? Seed(ArgumentResult result) =>
        ulong.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : Reject<ulong?>(result, "a whole number of at least 0");

    public static Func<ArgumentResult, float?> Number(NumberRange range) =>
        result =>
            float.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
            && float.IsFinite(number)
            && range.Contains(number)
                ? number
                : Reject<float?>(result, range.Expected);

    /// <summary>Parses numbers with commas between them, without blanks.</summary>
    /// <param name="maximum">The largest count.</param>
    /// <param name="example">Such numbers.</param>
    public static Func<ArgumentResult, double[]?> Numbers(int maximum, string example) =>
        result =>
        {
            string[] parts = Text(result).Split(',');
            double[] numbers = new double[parts.Length];
            bool isValid = parts.Length <= maximum;
            for (int i = 0; i < parts.Length && isValid; i++)
                isValid =
                    double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                    && double.IsFinite(numbers[i]);
            return isValid ? numbers : Reject<double[]?>(result, $"1 to {maximum} numbers with commas between them, such as {example}");
        };

    public static IPAddress? Address(ArgumentResult result) =>
        Text(result) switch
        {
            "localhost" => IPAddress.Loopback,
            string text when IPAddress.TryParse(text, out IPAddress? address) => address,
            _ => Reject<IPAddress?>(result, "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all"),
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
                return Reject<int[]?>(result, "the units of each hidden layer, such as 200 or 200,100, or none");
            sizes.Add(size);
        }

        return [.. sizes];
    }

    /// <summary>Returns the text that was typed.</summary>
    public static string Text(ArgumentResult result) => result.Tokens[0].Value;

    /// <summary>Returns the name of the option or argument.</summary>
    public static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;

    /// <summary>Reports what was expected and what was typed.</summary>
    public static T? Reject<T>(ArgumentResult result, string expected, string hint = "")
    {
        result.AddError($"{NameOf(result)}: expected {expected}, found \"{Text(result)}\".{hint}");
        return default;
    }
}

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
    // A network of more parameters cannot be built.
    private const int MaximumUnits = 1 << 20,
        MaximumHiddenLayers = 100;

    // A longer value is not repeated in an error message.
    private const int LongestShown = 80;

    public static Func<ArgumentResult, int?> WholeNumber(int minimum, int maximum) =>
        result =>
            int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= minimum
            && number <= maximum
                ? number
                : Reject<int?>(result, $"a whole number from {minimum} to {maximum}");

    public static ulong? Seed(ArgumentResult result) =>
        ulong.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : Reject<ulong?>(result, $"a whole number from 0 to {ulong.MaxValue}");

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

    public static MemoryBudget? Memory(ArgumentResult result) =>
        MemoryBudget.Parse(Text(result)) ?? Reject<MemoryBudget?>(result, MemoryBudget.Expected);

    public static IPAddress? Address(ArgumentResult result) =>
        Text(result) switch
        {
            "localhost" => IPAddress.Loopback,
            string text when IPAddress.TryParse(text, out IPAddress? address) => address,
            _ => Reject<IPAddress?>(result, "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all"),
        };

    public static Uri? Endpoint(ArgumentResult result) =>
        Uri.TryCreate(Text(result), UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : Reject<Uri?>(result, "an address with http:// or https://, such as https://s3.example:9000");

    /// <summary>Parses the addresses and networks that an option was given.</summary>
    public static IPNetwork[]? Networks(ArgumentResult result)
    {
        List<IPNetwork> networks = [];
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (IPAddress.TryParse(text, out IPAddress? address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            // The framework would drop bits behind the prefix; which of the two was meant is not known.
            else if (
                IPNetwork.TryParse(text, out IPNetwork network)
                && IPAddress.TryParse(text.Split('/')[0], out IPAddress? start)
                && start.Equals(network.BaseAddress)
            )
            {
                networks.Add(network);
            }
            else
            {
                result.AddError(
                    $"{NameOf(result)}: expected an address or a network without bits behind its prefix, such as 10.0.0.7 or 10.0.0.0/8, found \"{Short(text)}\"."
                );
                return null;
            }
        }

        return [.. networks];
    }

    public static int[]? LayerSizes(ArgumentResult result)
    {
        string text = Text(result);
        if (text is "none")
            return [];
        List<int> sizes = [];
        foreach (string part in text.Split(','))
        {
            if (
                !int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                || size is < 1 or > MaximumUnits
                || sizes.Count == MaximumHiddenLayers
            )
                return Reject<int[]?>(
                    result,
                    $"the units of each hidden layer, from 1 to {MaximumUnits}, such as 200 or 200,100, or none",
                    sizes.Count == MaximumHiddenLayers ? $" There can be at most {MaximumHiddenLayers} hidden layers." : ""
                );
            sizes.Add(size);
        }

        return [.. sizes];
    }

    /// <summary>Names that are all different, separated by commas.</summary>
    public static string[]? Names(ArgumentResult result)
    {
        string[] names = Text(result).Split(',', StringSplitOptions.TrimEntries);
        string? twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (names.All(name => name.Length > 0) && twice is null)
            return names;
        return Reject<string[]?>(
            result,
            "different names, separated by commas",
            twice is { Length: > 0 } ? $" \"{twice}\" occurs twice." : ""
        );
    }

    /// <summary>Returns the text that was typed.</summary>
    public static string Text(ArgumentResult result) => result.Tokens[0].Value;

    /// <summary>Returns the name of the option or argument.</summary>
    public static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;

    /// <summary>Reports what was expected and what was typed.</summary>
    public static T? Reject<T>(ArgumentResult result, string expected, string hint = "")
    {
        result.AddError($"{NameOf(result)}: expected {expected}, found \"{Short(Text(result))}\".{hint}");
        return default;
    }

    private static string Short(string text) => text.Length > LongestShown ? $"{text[..LongestShown]}…" : text;
}

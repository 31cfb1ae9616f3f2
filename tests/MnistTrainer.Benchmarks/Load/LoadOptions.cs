using System.Globalization;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>The load on the server: <c>--clients 64 --seconds 60 --rate 2</c>.</summary>
/// <param name="Clients">The number of concurrent clients, 1 to 250, each with its own address.</param>
/// <param name="Seconds">The duration in seconds, at least 4.</param>
/// <param name="Rate">The images per second of each client, above 0 and at most 20, the server's limit.</param>
internal sealed record LoadOptions(int Clients, int Seconds, double Rate)
{
    /// <summary>Parses command-line arguments; missing options have default values.</summary>
    /// <exception cref="ArgumentException">An option or a value is invalid.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        Dictionary<string, double> values = new()
        {
            ["--clients"] = 64,
            ["--seconds"] = 60,
            ["--rate"] = 2,
        };
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (
                !values.ContainsKey(arguments[i])
                || i + 1 == arguments.Count
                || !double.TryParse(arguments[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            )
            {
                throw new ArgumentException($"Expected {string.Join(" N ", values.Keys)} N, found {string.Join(' ', arguments)}.");
            }

            values[arguments[i]] = value;
        }

        LoadOptions options = new((int)values["--clients"], (int)values["--seconds"], values["--rate"]);
        return options is { Clients: >= 1 and <= 250, Seconds: >= 4, Rate: > 0 and <= 20 }
            ? options
            : throw new ArgumentException("Expected 1 to 250 clients, at least 4 seconds, and a rate above 0 and at most 20.");
    }
}

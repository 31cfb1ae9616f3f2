using System.Globalization;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>How much is asked of a server: <c>--clients 64 --seconds 60 --rate 2</c>.</summary>
/// <param name="Clients">Clients that ask at the same time, 1 to 250, each from an address of its own.</param>
/// <param name="Seconds">For how long, at least 4.</param>
/// <param name="Rate">Images that each client sends a second, above 0 and at most 20, which is what the server allows.</param>
internal sealed record LoadOptions(int Clients, int Seconds, double Rate)
{
    /// <summary>Reads them from the command line; what is not given has its default.</summary>
    /// <exception cref="ArgumentException">A name or a value means nothing.</exception>
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

using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Parses the names of activations, optimizers and others, with settings in brackets.</summary>
internal static partial class NameParser
{
    /// <summary>Parses by a function that returns null, or throws <see cref="InvalidInputException"/>, for an unknown name.</summary>
    public static Func<ArgumentResult, T?> Named<T>(Func<string, T?> parse, IEnumerable<string> names)
        where T : class
    {
        Known<T> known = new(parse, names, $"one of {string.Join(", ", names)}");
        return result => Read(result, OptionParser.Text(result), known);
    }

    /// <summary>Parses a list with commas, or <c>none</c>.</summary>
    public static Func<ArgumentResult, T[]?> List<T>(Func<string, T?> parse, IEnumerable<string> names)
        where T : class =>
        result =>
        {
            string text = OptionParser.Text(result);
            Known<T> known = new(parse, names, $"some of {string.Join(", ", names)}, or none");
            List<T> found = [];
            foreach (
                string name in text == "none" ? [] : BetweenNames().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0)
            )
            {
                if (Read(result, name, known) is not T one)
                    return null;
                if (found.Contains(one))
                    return OptionParser.Reject<T[]>(result, "different names", $" {name} occurs twice.");
                found.Add(one);
            }

            return [.. found];
        };

    /// <summary>Parses by a function that throws <see cref="InvalidInputException"/>, whose message states what is expected.</summary>
    public static Func<ArgumentResult, T?> Described<T>(Func<string, T?> parse)
        where T : class => result => Read(result, OptionParser.Text(result), new Known<T>(parse, [], ""));

    // Commas within brackets separate settings.
    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex BetweenNames();

    private static T? Read<T>(ArgumentResult result, string text, Known<T> known)
        where T : class
    {
        if (string.IsNullOrWhiteSpace(text))
            return OptionParser.Reject<T>(result, known.Expected.Length > 0 ? known.Expected : "a description");
        try
        {
            if (known.Parse(text) is T found)
                return found;
        }
        catch (InvalidInputException e) when (known.IsDescribedBy(text))
        {
            result.AddError($"{OptionParser.NameOf(result)}: {e.Message}");
            return null;
        }
        catch (InvalidInputException)
        {
            // Reported below, in the words of the command line.
        }

        string? meant = NearestName.Find(text, known.Names);
        return OptionParser.Reject<T>(result, known.Expected, meant is null ? "" : $" Did you mean {meant}?");
    }

    /// <param name="Parse">Returns null or throws for an unknown name.</param>
    /// <param name="Names">The known names; empty where the exception states what is expected.</param>
    /// <param name="Expected">The names, in words.</param>
    private sealed record Known<T>(Func<string, T?> Parse, IEnumerable<string> Names, string Expected)
        where T : class
    {
        /// <summary>Returns whether the exception is more specific than the list of names: the name is known, so the settings are invalid.</summary>
        public bool IsDescribedBy(string text) =>
            !Names.Any()
            || (
                text.Contains('(', StringComparison.Ordinal)
                && Names.Any(name => Head(name).Equals(Head(text), StringComparison.OrdinalIgnoreCase))
            );

        private static string Head(string name) => name.Split('(')[0].Trim();
    }
}

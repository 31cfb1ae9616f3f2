using System.CommandLine;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Options that belong together, in the order in which help lists them.</summary>
internal abstract class OptionGroup
{
    private readonly List<Option> _options = [];

    /// <summary>The options.</summary>
    public Option[] All => [.. _options];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in _options)
            command.Options.Add(option);
    }

    protected Option<T> Add<T>(Option<T> option)
    {
        _options.Add(option);
        return option;
    }

    /// <summary>Adds the options of another group.</summary>
    protected void Add(OptionGroup group) => _options.AddRange(group._options);

    protected Option<bool> AddSwitch(string name, string description) => Add(new Option<bool>(name) { Description = description });

    protected Option<string?> AddText(string name, string helpName, string description) =>
        Add(new Option<string?>(name) { HelpName = helpName, Description = description });

    /// <summary>Adds an option that takes one text each time it is given, and whose help says that it may be repeated.</summary>
    protected Option<string[]> AddTexts(string name, string helpName, string description) =>
        Add(
            new Option<string[]>(name)
            {
                HelpName = helpName,
                Description = $"{description}; may be repeated",
                AllowMultipleArgumentsPerToken = false,
            }
        );

    protected Option<int?> AddWholeNumber(string name, string description, int minimum, int maximum = int.MaxValue) =>
        Add(CommonOptions.WholeNumber(name, description, minimum, maximum));

    /// <param name="name">The option's name.</param>
    /// <param name="description">Its help text.</param>
    /// <param name="range">The valid numbers.</param>
    protected Option<float?> AddNumber(string name, string description, NumberRange range) =>
        Add(
            new Option<float?>(name)
            {
                HelpName = "X",
                Description = description,
                CustomParser = OptionParser.Number(range),
            }
        );

    /// <param name="name">The option's name.</param>
    /// <param name="description">Its help text.</param>
    /// <param name="parse">Returns null, or throws, for an unknown name.</param>
    /// <param name="names">The known names.</param>
    protected Option<T?> AddNamed<T>(string name, string description, Func<string, T?> parse, IEnumerable<string> names)
        where T : class =>
        Add(
            new Option<T?>(name)
            {
                HelpName = "NAME",
                Description = description,
                CustomParser = NameParser.Named(parse, names),
            }
        );
}

/// <summary>The valid numbers of an option.</summary>
/// <param name="Expected">In words: <c>a number above 0, such as 0.001</c>.</param>
/// <param name="Contains">Returns whether a finite number is valid.</param>
internal sealed record NumberRange(string Expected, Func<float, bool> Contains)
{
    // The largest float, as people write it.
    private const string Largest = "3.4e38";

    /// <summary>Above 0.</summary>
    public static NumberRange Positive(string example) =>
        new($"a number above 0 and up to {Largest}, such as {example}", number => number > 0);

    /// <summary>At least 0.</summary>
    public static NumberRange NotNegative(string example) => new($"a number from 0 to {Largest}, such as {example}", number => number >= 0);

    /// <summary>From 0 to below 1.</summary>
    public static NumberRange Share(string example) =>
        new($"a number from 0 to below 1, such as {example}", number => number is >= 0 and < 1);

    /// <summary>Between 0 and 1.</summary>
    public static NumberRange Between(string example) =>
        new($"a number above 0 and below 1, such as {example}", number => number is > 0 and < 1);
}

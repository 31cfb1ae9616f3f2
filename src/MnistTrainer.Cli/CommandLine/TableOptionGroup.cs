using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options for what cannot be detected in a table: which column is the label, which ones are no pixels, the size of an image, its colors.</summary>
internal sealed partial class TableOptionGroup : OptionGroup
{
    private const int MaximumSide = 10_000;

    /// <summary>The option for each property of <see cref="LoadOptions"/>, with the argument that it takes.</summary>
    private static readonly Dictionary<string, string> Remedies = new(StringComparer.Ordinal)
    {
        [nameof(NetworkDefinition.Layers)] = "--layers LAYER,LAYER…",
        [nameof(LoadOptions.LabelColumn)] = "--label COLUMN",
        [nameof(LoadOptions.SkippedColumns)] = "--skip COLUMNS, --label COLUMN and --size HEIGHTxWIDTH",
        [nameof(LoadOptions.Shape)] = "--size HEIGHTxWIDTH",
        [nameof(LoadOptions.InColor)] = "--color",
        [nameof(LoadOptions.HasHeader)] = "--no-header or --header",
        [nameof(LoadOptions.Encoding)] = "--encoding NAME",
        [nameof(TableOptions.Task)] = "--task NAME and --label COLUMN",
        [nameof(TableOptions.IdColumn)] = "--id COLUMN",
        [nameof(TableOptions.CategoryColumns)] = "--categories COLUMNS and --ignore COLUMNS",
        [nameof(TableOptions.NumberColumns)] = "--numbers COLUMNS",
        [nameof(TableOptions.IgnoredColumns)] = "--ignore COLUMNS",
        [nameof(TableOptions.DecimalMark)] = "--decimal-mark NAME",
        [nameof(TableOptions.MissingTexts)] = "--missing TEXT, --categories COLUMNS and --ignore COLUMNS",
    };

    private readonly Option<string?> _label;
    private readonly Option<string[]> _skip;
    private readonly Option<Shape?> _size;
    private readonly Option<bool>? _color;
    private readonly Option<bool> _header;
    private readonly Option<bool> _noHeader;
    private readonly Option<Encoding?> _encoding;

    /// <param name="choosesColor">Whether there is an option to read images in color; elsewhere, a model decides.</param>
    public TableOptionGroup(bool choosesColor = false)
    {
        _label = AddText("--label", "COLUMN", "For a table: the label column, by its name or its number from 1. Default: detected");
        _skip = Add(
            new Option<string[]>("--skip", "--ignore")
            {
                HelpName = "COLUMNS",
                Description =
                    "For a table: columns to leave out because they are not pixels, by name, number or range: writer,3-6; may be repeated. Default: detected",
                CustomParser = Columns,
            }
        );
        _size = Add(
            new Option<Shape?>("--size")
            {
                HelpName = "HEIGHTxWIDTH",
                Description = "For a table or a folder: the height and width of an image, such as 16x8. Default: detected",
                CustomParser = Size,
            }
        );
        if (choosesColor)
            _color = AddSwitch("--color", "Read images in color, as channels of red, green and blue. Default: in gray");
        _header = AddSwitch("--header", "For a table: the first row has names, even if they are numbers. Default: detected");
        _noHeader = AddSwitch("--no-header", "For a table: the first row is data, not a header");
        _noHeader.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetResult(_header) is { Implicit: false })
                result.AddError("--no-header: leave it out, or --header.");
        });
        _encoding = Add(
            new Option<Encoding?>("--encoding")
            {
                HelpName = "NAME",
                Description = "For a table: the encoding of its text, such as cp949, shift_jis or windows-1252. Default: detected",
                CustomParser = EncodingOf,
            }
        );
    }

    /// <summary>Returns what was specified about tables, on top of what a command knows.</summary>
    public LoadOptions Apply(ParseResult parsed, LoadOptions known)
    {
        bool inColor = known.InColor || (_color is not null && parsed.Given(_color));
        return known with
        {
            LabelColumn = parsed.Given(_label),
            SkippedColumns = [.. parsed.Given(_skip) ?? []],
            Shape = parsed.Given(_size) is Shape size ? size with { Channels = inColor ? 3 : 1 } : known.Shape,
            InColor = inColor,
            HasHeader =
                parsed.Given(_header) ? true
                : parsed.Given(_noHeader) ? false
                : null,
            Encoding = parsed.Given(_encoding),
        };
    }

    /// <summary>Returns the options that a model of a table, which knows its columns, makes useless.</summary>
    public Option[] OfColumns => [_label, _skip, _size];

    /// <summary>Returns the options of any table, whose columns are known or not.</summary>
    public Option[] OfFile => [_header, _noHeader, _encoding];

    /// <summary>Returns the sentence that names the option for what an exception leaves open; empty if there is none or the command lacks it.</summary>
    public static string RemedyFor(InvalidInputException error, Command command) =>
        error.Option is string property
        && Remedies.TryGetValue(property, out string? usage)
        && command.Options.Any(option => IsNamed(option, usage.Split([' ', ','])[0]))
            ? " " + Localized.Of($"Options: {usage}.")
            : "";

    private static bool IsNamed(Option option, string name) => option.Name == name || option.Aliases.Contains(name);

    /// <summary>Parses names, numbers or ranges of columns.</summary>
    public static string[]? Columns(ArgumentResult result)
    {
        string[] columns = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))];
        return columns.All(column => column.Length > 0)
            ? columns
            : OptionParser.Reject<string[]?>(result, "names, numbers or ranges of columns, such as writer,3-6");
    }

    private static Shape? Size(ArgumentResult result)
    {
        Match match = HeightByWidth().Match(OptionParser.Text(result));
        return match.Success && TryParse(match.Groups[1], out int height) && TryParse(match.Groups[2], out int width)
            ? Shape.Image(height, width)
            : OptionParser.Reject<Shape?>(result, $"height and width, each from 1 to {MaximumSide}, such as 16x8");
    }

    private static Encoding? EncodingOf(ArgumentResult result) =>
        TextEncodings.Find(OptionParser.Text(result))
        ?? OptionParser.Reject<Encoding?>(result, "an encoding, such as utf-8, cp949, euc-kr, shift_jis, gbk or windows-1252");

    private static bool TryParse(Group group, out int side) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= MaximumSide;

    [GeneratedRegex(@"^(\d{1,6})[xX×](\d{1,6})$")]
    private static partial Regex HeightByWidth();
}

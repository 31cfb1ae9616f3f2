using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist synthesize</c>: creates synthetic data, such as <c>datasets/digits</c>.</summary>
internal sealed class SynthesizeCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "synthesize";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Create a synthetic data set of handwritten digits, as gzipped IDX files";

    private const int ImagesOfAKind = 100;

    private readonly FolderOption _output = new(
        "--output",
        "The folder for the four files",
        [.. IdxWriter.FileNames.Select(name => (name, OutputKind.Idx))]
    )
    {
        Required = true,
    };

    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        "Number of training digits; 2 test digits are added for every 15 of them. Default: 60000",
        1,
        DigitSynthesizer.MaximumCount
    );

    private readonly Option<int?> _seed = CommonOptions.WholeNumber("--seed", "The same seed gives the same digits. Default: 1", 0);

    private readonly Option<bool> _shapes = new("--shapes")
    {
        Description =
            "Create digits, letters, scribbles, groups of digits and parts of digits, as fourteen classes: training data for rejection",
    };

    private readonly Option<bool> _cuts = new("--cuts")
    {
        Description = "Create parts of touching digits, as left by cuts between them, in eleven classes: training data for reading numbers",
    };

    private readonly Option<string?> _digits = CommonOptions.Source(
        "--digits",
        $"With --shapes or --cuts: the source of half of the digits: {CommonOptions.SourceKinds}"
    );

    // Its second name is the one that it had before: scripts may use it.
    private readonly Option<bool> _images = new("--images", "--pictures")
    {
        Description =
            "Create images as users provide them, drawn, scanned and photographed: a folder for each kind, --count of each. Default: 100",
    };

    public SynthesizeCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_output, _count, _seed, _shapes, _cuts, _digits, _images, OutputGuard.Force()])
            Options.Add(option);
        ExampleHelp.AddTo(this, "mnist synthesize --output more-digits --count 100000 --seed 7");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        if (new[] { _images, _shapes, _cuts }.Count(option => parsed.Given(option)) > 1)
            yield return "Give only one of --shapes, --cuts and --images.";
        else if (parsed.Has(_digits) && !parsed.Given(_shapes) && !parsed.Given(_cuts))
            yield return "--digits needs --shapes or --cuts.";
    }

    private int Run(ParseResult parsed)
    {
        SyntheticDigits digits = new();
        if (parsed.GetValue(_count) is int count)
            digits = digits with { TrainCount = count, TestCount = Math.Max(1, (int)(count * 2L / 15)) };
        digits = digits with { Seed = parsed.GetValue(_seed) ?? digits.Seed };
        string folder = parsed.GetRequiredValue(_output)!;
        Screen screen = new(json: false);
        using Interruption interruption = new();
        if (parsed.GetValue(_images))
            return RunImages(screen, folder, parsed.GetValue(_count) ?? ImagesOfAKind, digits.Seed, interruption.Token);
        if (parsed.GetValue(_shapes) || parsed.GetValue(_cuts))
        {
            SourceDigits written = SourceDigits.Load(parsed.GetValue(_digits), interruption.Token);
            return parsed.GetValue(_shapes)
                ? RunSet(
                    screen,
                    (folder, digits.TrainCount, "shapes"),
                    bar =>
                        ShapeSynthesizer.Write(
                            folder,
                            digits.TrainCount,
                            digits.Seed,
                            (written.Train, written.Test),
                            bar,
                            interruption.Token
                        )
                )
                : RunSet(
                    screen,
                    (folder, digits.TrainCount, "cuts"),
                    bar =>
                        CutSynthesizer.Write(folder, digits.TrainCount, digits.Seed, (written.Train, written.Test), bar, interruption.Token)
                );
        }

        int total = digits.TrainCount + digits.TestCount;
        ProgressBar.Run(
            screen,
            "Drawing digits",
            total,
            "digits",
            bar =>
            {
                digits.Write(folder, bar is null ? null : new DigitProgress(bar, total), interruption.Token);
                return true;
            }
        );
        screen.Results.WriteMarkup(
            Localized.Of(
                $"{Figures.Count(digits.TrainCount)} training digits and {Figures.Count(digits.TestCount)} test digits: [bold]{MarkupText.Of(folder)}[/]"
            )
        );
        return SuggestNext(screen, folder);
    }

    private static int RunImages(Screen screen, string folder, int count, int seed, CancellationToken cancellation)
    {
        int kinds = Enum.GetValues<ImageKind>().Length;
        ProgressBar.Run(
            screen,
            Localized.Of("Creating images"),
            (double)count * kinds,
            "images",
            bar =>
            {
                ImageFolders.Write(folder, count, seed, bar, cancellation);
                return true;
            }
        );
        screen.Results.WriteMarkup(
            Localized.Of($"{Figures.Count(count)} images of each of {kinds} kinds: [bold]{MarkupText.Of(folder)}[/]")
        );
        return ExitCode.Done;
    }

    private static int RunSet(Screen screen, (string Folder, int Count, string Noun) set, Action<ProgressBar?> write)
    {
        ProgressBar.Run(
            screen,
            Localized.Of($"Drawing {Localized.Word(set.Noun)}"),
            set.Count,
            set.Noun,
            bar =>
            {
                write(bar);
                return true;
            }
        );
        screen.Results.WriteMarkup(
            Localized.Of($"{Figures.Count(set.Count)} training {Localized.Word(set.Noun)}: [bold]{MarkupText.Of(set.Folder)}[/]")
        );
        return SuggestNext(screen, set.Folder);
    }

    private static int SuggestNext(Screen screen, string folder)
    {
        // The separator marks it as a folder, not the name of a data set.
        string source = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        screen.Results.WriteMarkup(Localized.Of($"[grey]Next:[/] ./mnist train --data {MarkupText.Of(source)}"));
        return ExitCode.Done;
    }

    /// <summary>The digits of a source, by split; none without one.</summary>
    private sealed record SourceDigits(Samples<byte>? Train, Samples<byte>? Test)
    {
        public static SourceDigits Load(string? name, CancellationToken cancellation)
        {
            if (name is null)
                return new SourceDigits(null, null);
            DataSource source = DataSource.Open(name, cancellation: cancellation);
            return new SourceDigits(
                source.Load(DataSplit.Train, cancellation: cancellation)?.Samples,
                source.Load(DataSplit.Test, cancellation: cancellation)?.Samples
            );
        }
    }

    private sealed class DigitProgress(ProgressBar bar, int total) : IProgress<int>
    {
        public void Report(int value)
        {
            bar.Report(value);
            if (value == total)
                bar.Describe("Packing files");
        }
    }
}

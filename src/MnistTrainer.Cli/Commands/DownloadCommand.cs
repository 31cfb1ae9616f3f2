using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist download</c>: downloads a published data set.</summary>
internal sealed class DownloadCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "download";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Download a well-known data set, verified by checksum; resumes a partial download";

    private const double BytesPerMegabyte = 1e6;

    private readonly Argument<string> _name = new("NAME")
    {
        Description = $"One of {string.Join(", ", DatasetCatalog.All.Select(dataset => dataset.Name))}",
    };

    private readonly Option<string?> _to = new("--to")
    {
        HelpName = "DIR",
        Description = "The folder for its files. Default: datasets/NAME, where the other commands find it by name",
    };

    public DownloadCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_name);
        Options.Add(_to);
        ExampleHelp.AddTo(this, "mnist download mnist", "mnist download fashion-mnist --to /data/fashion-mnist");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        DownloadableDataset dataset = FindDataset(parsed.GetRequiredValue(_name));
        string? asked = parsed.GetValue(_to);
        string folder = asked ?? Path.Combine(DataLocations.Current.DownloadFolder, dataset.Name);
        Screen screen = new(json: false);
        using Interruption interruption = new();
        using DatasetDownloader downloader = new();
        screen.Note($"[bold]{dataset.Name}[/]: {MarkupText.Of(dataset.Description)}");
        int fetched = ProgressBar.Run(
            screen,
            dataset.Name,
            dataset.Files.Sum(file => file.Length) / BytesPerMegabyte,
            "MB",
            bar =>
                downloader
                    .DownloadAsync(dataset, folder, bar is null ? null : new WholeProgress(dataset, bar), interruption.Token)
                    .GetAwaiter()
                    .GetResult()
        );

        IAnsiConsole console = screen.Results;
        console.WriteMarkup(
            fetched == 0
                ? Localized.Of($"All files already exist: {MarkupText.Of(folder)}")
                : Localized.Of($"Downloaded to {MarkupText.Of(folder)}")
        );
        console.WriteMarkup(
            Localized.Of($"By {MarkupText.Of(dataset.Credit)}. License: {MarkupText.Of(dataset.License)}. {dataset.HomePage}")
        );
        console.WriteMarkup(Localized.Of($"[grey]Next:[/] ./mnist train --data {MarkupText.Of(asked ?? dataset.Name)}"));
        return ExitCode.Done;
    }

    private static DownloadableDataset FindDataset(string name)
    {
        string[] known = [.. DatasetCatalog.All.Select(dataset => dataset.Name)];
        if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && NearestName.Find(name, known) is string meant)
            throw new InvalidInputException(
                "mnist download",
                $"one of {string.Join(", ", known)}",
                $"\"{name}\"",
                $"Did you mean {meant}? Then type: mnist download {meant}"
            );
        return DatasetCatalog.Find(name);
    }

    /// <summary>Sums the bytes received of all files.</summary>
    private sealed class WholeProgress(DownloadableDataset dataset, ProgressBar bar) : IProgress<DownloadProgress>
    {
        private readonly Dictionary<string, long> _bytes = [];

        public void Report(DownloadProgress value)
        {
            bar.Describe(value.FileName);
            // An archive is downloaded only where single files are unavailable; it is not part of the sum.
            if (!dataset.Files.Any(file => file.Name == value.FileName))
                return;
            _bytes[value.FileName] = value.Bytes;
            bar.Report(_bytes.Values.Sum() / BytesPerMegabyte);
        }
    }
}

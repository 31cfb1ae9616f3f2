using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist download</c>: fetches a data set that others publish.</summary>
internal sealed class DownloadCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "download";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Fetch a well-known data set, checked byte for byte; goes on where it was cut off";

    private const double BytesPerMegabyte = 1e6;

    private readonly Argument<string> _name = new("NAME")
    {
        Description = $"One of {string.Join(", ", DatasetCatalog.All.Select(dataset => dataset.Name))}",
    };

    private readonly Option<string?> _to = new("--to")
    {
        HelpName = "DIR",
        Description = "The folder for its files. Unless told, where the other commands find it by name: datasets/NAME",
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
        screen.Note($"[bold]{dataset.Name}[/]: {Markup.Escape(dataset.Description)}");
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
        console.MarkupLine(
            fetched == 0 ? $"All its files were there already: {Markup.Escape(folder)}" : $"Downloaded to {Markup.Escape(folder)}"
        );
        console.MarkupLine($"Made by {Markup.Escape(dataset.Credit)}. License: {Markup.Escape(dataset.License)}. {dataset.HomePage}");
        console.MarkupLine($"[grey]Next:[/] ./mnist train --data {Markup.Escape(asked ?? dataset.Name)}");
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

    /// <summary>Adds up what has arrived of each file.</summary>
    private sealed class WholeProgress(DownloadableDataset dataset, ProgressBar bar) : IProgress<DownloadProgress>
    {
        private readonly Dictionary<string, long> _bytes = [];

        public void Report(DownloadProgress value)
        {
            bar.Describe(value.FileName);
            // An archive is fetched only where single files are not to be had; it is no part of the sum.
            if (!dataset.Files.Any(file => file.Name == value.FileName))
                return;
            _bytes[value.FileName] = value.Bytes;
            bar.Report(_bytes.Values.Sum() / BytesPerMegabyte);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Learning;

/// <summary>One run of <c>mnist learn</c>: measure, learn from old and new together, measure again, save.</summary>
internal sealed class LearningRun(Screen screen, CancellationToken cancellation)
{
    /// <summary>The model's file.</summary>
    public required string Model { get; init; }

    /// <summary>Where it goes when it has learned.</summary>
    public required string Learned { get; init; }

    /// <summary>The new images.</summary>
    public required string Folder { get; init; }

    /// <summary>The old data, or null for what the model says that it learned from.</summary>
    public required string? Data { get; init; }

    /// <summary>How to learn.</summary>
    public required TrainingOptions Training { get; init; }

    /// <returns>The exit code.</returns>
    public int Run()
    {
        Network network = ModelFile.Load(Model);
        ModelPath.CheckWritable(Learned);
        NetworkDefinition definition = network.Definition;
        AddedImages added = AddedImages.Load(Folder, definition.InputShape, definition.ClassNames, new SourceLoader(screen, cancellation));
        TrainSettings settings = new() { Preset = Preset.Fast with { Training = Training }, Data = Data ?? KnownSource(definition) };
        TrainingData old = TrainingData.Load(settings, screen, cancellation);
        Samples<byte> known = ClassAlignment.Align(new Dataset(old.Name, old.Train, []), definition);
        Samples<byte> test = ClassAlignment.Align(new Dataset(old.Name, old.Test, []), definition);
        Samples<byte> all = added.AddTo(known, screen);

        Outcome before = Measure(network, test, added.Samples);
        TrainingOptions options = Training with { Augmentation = Handwriting.Resembles(all) ? new ElasticAugmentation() : null };
        TrainingObserver observer = new(screen, all.Count, options.Epochs, hasValidation: false);
        TrainingResult result = observer.Watch(bar => new Trainer(options).Train(network, all, null, bar, cancellation));
        if (result.WasCancelled || result.Divergence is not null)
        {
            Console.Error.WriteLine(
                result.Divergence is Divergence divergence
                    ? $"{divergence.Message} {Model} is left as it was."
                    : $"Cancelled; {Model} is left as it was."
            );
            return result.WasCancelled ? ExitCode.Cancelled : ExitCode.InvalidInput;
        }

        Outcome after = Measure(result.Network, test, added.Samples);
        ModelBefore.Keep(Model, Learned);
        NeuralNetworkModel.Save(result.Network.WithMetadata(MetadataOf(definition, added, after)), Learned);
        Report(before, after);
        return ExitCode.Done;
    }

    private static string? KnownSource(NetworkDefinition definition) =>
        definition.Metadata.GetValueOrDefault("dataset") is string name && DataLocations.Current.Find(name) is not null ? name : null;

    private static ImmutableSortedDictionary<string, string> MetadataOf(NetworkDefinition definition, AddedImages added, Outcome after) =>
        definition
            .Metadata.SetItem("testAccuracy", after.Test.MicroAccuracy.ToString(CultureInfo.InvariantCulture))
            .SetItem("testCount", after.Test.Count.ToString(CultureInfo.InvariantCulture))
            .SetItem("learned", string.Create(CultureInfo.InvariantCulture, $"{added.Samples.Count} images of {added.Name}"));

    private Outcome Measure(Network network, Samples<byte> test, Samples<byte> added) =>
        new(Evaluation.Measure(network, test, null, cancellation).Metrics, Evaluation.Measure(network, added, null, cancellation).Metrics);

    private void Report(Outcome before, Outcome after)
    {
        if (screen.IsJson)
        {
            JsonOutput.Print(writer =>
            {
                writer.WriteString("model", Learned);
                writer.WriteNumber("testAccuracyBefore", before.Test.MicroAccuracy);
                writer.WriteNumber("testAccuracy", after.Test.MicroAccuracy);
                writer.WriteNumber("added", after.Added.Count);
                writer.WriteNumber("addedRightBefore", before.Added.CorrectCount);
                writer.WriteNumber("addedRight", after.Added.CorrectCount);
            });
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (string column in (string[])["before", "after"])
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddRow("test set", Figures.Percent(before.Test.MicroAccuracy), Figures.Percent(after.Test.MicroAccuracy));
        table.AddRow("new images, learned from", OutOf(before.Added), OutOf(after.Added));
        screen.Results.Write(table);
        screen.Results.MarkupLine(
            $"[bold]{Markup.Escape(Learned)}[/] has learned. To put back what it was: [bold]./mnist learn --undo --model {Markup.Escape(Learned)}[/]"
        );
    }

    private static string OutOf(ClassificationMetrics metrics) =>
        $"{Figures.Count(metrics.CorrectCount)} of {Figures.Count(metrics.Count)}";

    private sealed record Outcome(ClassificationMetrics Test, ClassificationMetrics Added);
}

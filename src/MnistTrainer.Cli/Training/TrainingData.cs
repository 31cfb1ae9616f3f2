using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Training;

/// <summary>What a network is trained, validated and tested on: three sets that share no image.</summary>
/// <param name="Name">The name of the source learned from.</param>
/// <param name="Train">What is learned from.</param>
/// <param name="Validation">What accuracy is measured on after every epoch, or null.</param>
/// <param name="Test">What is measured on at the end.</param>
internal sealed record TrainingData(string Name, Samples<byte> Train, Samples<byte>? Validation, Samples<byte> Test)
{
    private const double TestFraction = 0.1;

    /// <summary>Loads and cuts the data as the settings say, and tells what it found.</summary>
    public static TrainingData Load(TrainSettings settings, Screen screen, CancellationToken cancellation)
    {
        SourceLoader loader = new(screen, cancellation);
        var source = DataSource.Open(settings.Data ?? SourceLoader.DefaultSource);
        DataSource? testSource = settings.Test is null ? null : DataSource.Open(settings.Test);
        Dataset data = loader.LoadForTraining(source);
        Samples<byte> train = settings.SampleWeights is string weights
            ? (Samples<byte>)data.Samples.WithWeights(WeightFile.Read(weights, data.Samples.Count))
            : data.Samples;
        (ulong seed, string name) = (settings.Seed, Markup.Escape(data.Name));
        string chosen = settings.Data is null ? " [grey](no --data given)[/]" : "";
        screen.Note($"[bold]{name}[/]: {Count(train)} images of {train.Shape}, {train.ClassNames.Count} classes{chosen}");

        Samples<byte> test;
        if (testSource is not null || source.Has(DataSplit.Test))
        {
            test = ClassAlignment.Align(loader.LoadForTesting(testSource ?? source), train.Shape, train.ClassNames);
        }
        else
        {
            (train, test) = HoldOutFrom(train, TestFraction, seed);
            screen.Note(
                $"[grey]{name} has no test part: {Count(test)} of its images, drawn from every class, are held out to measure on[/]"
            );
        }

        Samples<byte>? validation = null;
        if (
            settings.Validation is string other
            && double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out double fraction)
        )
        {
            (train, validation) = HoldOutFrom(train, fraction, seed);
            screen.Note($"[grey]{Count(validation)} images are held out to validate with[/]");
        }
        else if (settings.Validation is not null)
        {
            // Of a source with parts, its test part is what it offers for measuring.
            validation = ClassAlignment.Align(loader.LoadForTesting(DataSource.Open(settings.Validation)), train.Shape, train.ClassNames);
        }

        foreach (string folder in settings.Add)
            train = AddedImages.Load(folder, train.Shape, train.ClassNames, loader).AddTo(train, screen);
        return new TrainingData(data.Name, train, validation, test);
    }

    private static (Samples<byte> Remaining, Samples<byte> HeldOut) HoldOutFrom(Samples<byte> samples, double fraction, ulong seed)
    {
        HoldOut split = HoldOut.Split(samples, fraction, seed);
        return ((Samples<byte>)split.Train, (Samples<byte>)split.Validation);
    }

    private static string Count(Samples samples) => samples.Count.ToString("N0", CultureInfo.InvariantCulture);
}

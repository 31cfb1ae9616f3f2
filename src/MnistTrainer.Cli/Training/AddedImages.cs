using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// Images that a network is to learn from beside a data set: a few drawings that it read wrongly, or another set. Among tens of thousands a few would
/// go unheard, so each is repeated; augmentation bends every repetition otherwise.
/// </summary>
/// <param name="Name">The source's name.</param>
/// <param name="Samples">The images, framed as the data set's are.</param>
internal sealed record AddedImages(string Name, Samples<byte> Samples)
{
    private const double WantedShare = 0.05;
    private const int MostRepetitions = 100;

    /// <summary>Loads a source.</summary>
    /// <exception cref="InvalidInputException">There are no images with labels in it, or of a class that the data set does not have.</exception>
    public static AddedImages Load(string source, Shape shape, IReadOnlyList<string> classNames, SourceLoader loader)
    {
        bool isFolder = Directory.Exists(source);
        if (!isFolder && !File.Exists(source) && DataLocations.Current.Find(source) is null)
        {
            throw new InvalidInputException(
                source,
                "a folder with a sub-folder of images for each class, or another source",
                "no such thing",
                "Check the path, or keep drawings by correcting answers on the page of mnist serve"
            );
        }

        // A folder by its path, since a data set may have the same name.
        var opened = DataSource.Open(isFolder ? Path.GetFullPath(source) : source);
        Dataset images = loader.LoadForTraining(opened, LoadOptions.Default with { Shape = shape, OneClassAllowed = true });
        return new AddedImages(images.Name, ClassAlignment.Align(images, shape, classNames));
    }

    /// <summary>A data set with these images behind it.</summary>
    public Samples<byte> AddTo(Samples<byte> samples, Screen screen)
    {
        int repetitions = (int)Math.Clamp(WantedShare * samples.Count / Samples.Count, 1, MostRepetitions);
        Samples<byte> all = samples.Concat(Samples);
        IEnumerable<int> rows = Enumerable.Range(0, samples.Count);
        for (int repetition = 0; repetition < repetitions; repetition++)
            rows = rows.Concat(Enumerable.Range(samples.Count, Samples.Count));
        string times = repetitions == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", each {repetitions} times");
        screen.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"[bold]{Markup.Escape(Name)}[/]: {Samples.Count:N0} images are learned from, too{times}"
            )
        );
        return (Samples<byte>)all.Subset([.. rows]);
    }
}

using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Images to train on in addition to a data set: drawings that were misclassified, or another set. A few images among tens of thousands would have no effect,
/// so each is repeated, up to 100 times, until they make up a twentieth of the data; augmentation changes every repetition differently.
/// </summary>
/// <param name="Name">The source's name.</param>
/// <param name="Samples">The images, framed like those of the data set.</param>
public sealed record AddedImages(string Name, Samples<byte> Samples)
{
    private const double WantedShare = 0.05;
    private const int MaximumRepetitions = 100;
    private const int PensPerDigit = 3;

    /// <summary>Loads a source.</summary>
    /// <param name="source">A folder with a subfolder of images for each class, or any other source.</param>
    /// <param name="shape">The shape that images are framed to.</param>
    /// <param name="classNames">The classes of the data set.</param>
    /// <param name="loader">Loads the source.</param>
    /// <param name="options">Known properties of the source. Default: none.</param>
    /// <exception cref="InvalidInputException">There are no labeled images, or some have a class that is not in the data set.</exception>
    public static AddedImages Load(
        string source,
        Shape shape,
        IReadOnlyList<string> classNames,
        SourceLoader loader,
        LoadOptions? options = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentNullException.ThrowIfNull(loader);
        bool isFolder = Directory.Exists(source);
        if (!isFolder && !File.Exists(source) && DataLocations.Current.Find(source) is null)
        {
            throw new InvalidInputException(
                source,
                "a folder with a subfolder of images for each class, or another source",
                "no such thing",
                "Check the path, or collect drawings by correcting answers on the web page"
            );
        }

        // A folder by its path, since a data set may have the same name.
        DataSource opened = loader.Open(isFolder ? Path.GetFullPath(source) : source);
        Dataset images = loader.LoadForTraining(
            opened,
            (options ?? LoadOptions.Default) with
            {
                Shape = shape,
                OneClassAllowed = true,
                PensPerDigit = PensPerDigit,
            }
        );
        return new AddedImages(images.Name, ClassAlignment.Align(images, shape, classNames));
    }

    /// <summary>Returns training samples followed by these images, repeated as often as needed.</summary>
    /// <param name="samples">The training samples. If they have weights, the added images get the weight 1.</param>
    /// <param name="listener">Receives an <see cref="ImagesAddedNote"/>. Default: none.</param>
    public Samples<byte> AddTo(Samples<byte> samples, IExperimentListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        int repetitions = (int)Math.Clamp(WantedShare * samples.Count / Samples.Count, 1, MaximumRepetitions);
        listener?.OnNote(new ImagesAddedNote(Name, Samples.Count, repetitions));
        Samples<byte> all = samples.Concat(Samples);
        IEnumerable<int> added = Enumerable.Range(0, repetitions).SelectMany(_ => Enumerable.Range(samples.Count, Samples.Count));
        return (Samples<byte>)all.Subset([.. Enumerable.Range(0, samples.Count), .. added]);
    }
}

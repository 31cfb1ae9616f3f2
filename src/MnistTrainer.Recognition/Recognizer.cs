using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>
/// Recognizes rows of values, such as the pixels of an image or the columns of a table, with a trained network. Immutable and thread-safe. The package
/// <c>MnistTrainer.Recognition.Images</c> adds <c>ImageRecognizer</c>, for images of any size and kind.
/// </summary>
public class Recognizer
{
    private readonly Network _network;
    private readonly ScorerPool _scorers;

    /// <summary>Creates a recognizer.</summary>
    /// <param name="network">The network, which is not copied.</param>
    public Recognizer(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _scorers = new ScorerPool(network);
    }

    /// <summary>The network.</summary>
    public Network Network => _network;

    /// <summary>The definition of the network: input shape, layers, class names and training metadata.</summary>
    public NetworkDefinition Definition => _network.Definition;

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => _network.ParameterCount;

    /// <summary>The name of each class, in the order of the probabilities; of each output, where the outputs are not classes.</summary>
    public IReadOnlyList<string> ClassNames => _network.Definition.ClassNames;

    /// <summary>Loads the network of a model file, without ML.NET.</summary>
    /// <param name="path">The zip file written by <c>mnist train</c> or <c>mlContext.Model.Save</c>.</param>
    /// <exception cref="InvalidInputException">The file does not exist, contains no neural network, or is damaged.</exception>
    public static Recognizer Load(string path) => new(ModelFile.Load(path));

    /// <summary>Loads the network of a model, without ML.NET.</summary>
    /// <param name="stream">A stream at the start of the zip file; it is read to its end and left open.</param>
    /// <param name="name">The name of the model in error messages.</param>
    /// <exception cref="InvalidInputException">The stream contains no neural network or is damaged.</exception>
    public static Recognizer Load(Stream stream, string name = "model") => new(ModelFile.Load(stream, name));

    /// <summary>Scores one image. Allocates nothing once the largest number of concurrent calls has been reached.</summary>
    /// <param name="pixels">The raw pixels, as many as the network has inputs.</param>
    /// <param name="probabilities">
    /// Receives one probability per class, 0 to 1, with a sum of 1; the scores of a network whose outputs are not classes (<see cref="OutputMeaning"/>).
    /// </param>
    /// <exception cref="ArgumentException">A length does not match the network.</exception>
    public void Score(ReadOnlySpan<byte> pixels, Span<float> probabilities)
    {
        Scorer scorer = _scorers.Rent();
        try
        {
            scorer.Score(pixels, probabilities);
        }
        finally
        {
            _scorers.Return(scorer);
        }
    }

    /// <summary>Scores one vector of floats. Allocates nothing once the largest number of concurrent calls has been reached.</summary>
    /// <param name="values">The raw values, as many as the network has inputs.</param>
    /// <param name="probabilities">
    /// Receives one probability per class, 0 to 1, with a sum of 1; the scores of a network whose outputs are not classes (<see cref="OutputMeaning"/>).
    /// </param>
    /// <exception cref="ArgumentException">A length does not match the network.</exception>
    public void Score(ReadOnlySpan<float> values, Span<float> probabilities)
    {
        Scorer scorer = _scorers.Rent();
        try
        {
            scorer.Score(values, probabilities);
        }
        finally
        {
            _scorers.Return(scorer);
        }
    }

    /// <summary>Scores many samples by matrix products, which is faster than one at a time and gives bitwise identical results.</summary>
    /// <param name="samples">The samples, of the network's input size.</param>
    /// <param name="threads">The number of threads, at least 1. Default: 1.</param>
    /// <param name="cancellation">Cancels the scoring.</param>
    /// <returns>The probabilities row by row, one per class.</returns>
    /// <exception cref="ArgumentException">The size of the samples does not match the network.</exception>
    /// <exception cref="OperationCanceledException">The scoring was canceled.</exception>
    public float[] ScoreBatch(Samples samples, int threads = 1, CancellationToken cancellation = default)
    {
        using BulkScorer scorer = new(_network, samples, threads);
        int classes = ClassNames.Count;
        float[] all = new float[checked(samples.Count * classes)];
        scorer.Score((row, probabilities) => probabilities.CopyTo(all.AsSpan(row * classes)), cancellation);
        return all;
    }

    /// <summary>Ranks all classes for one image, the most probable first. Ties keep the order of the classes.</summary>
    /// <param name="pixels">The raw pixels, as many as the network has inputs.</param>
    /// <exception cref="ArgumentException">The length does not match the network.</exception>
    /// <exception cref="InvalidInputException">The outputs are not classes.</exception>
    public IReadOnlyList<RankedClass> Rank(ReadOnlySpan<byte> pixels)
    {
        Definition.CheckHasClasses();
        float[] probabilities = new float[ClassNames.Count];
        Score(pixels, probabilities);
        return RankedClass.Rank(ClassNames, probabilities);
    }

    /// <summary>Ranks all classes for one vector of floats, the most probable first. Ties keep the order of the classes.</summary>
    /// <param name="values">The raw values, as many as the network has inputs.</param>
    /// <exception cref="ArgumentException">The length does not match the network.</exception>
    /// <exception cref="InvalidInputException">The outputs are not classes.</exception>
    public IReadOnlyList<RankedClass> Rank(ReadOnlySpan<float> values)
    {
        Definition.CheckHasClasses();
        float[] probabilities = new float[ClassNames.Count];
        Score(values, probabilities);
        return RankedClass.Rank(ClassNames, probabilities);
    }
}

using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>
/// Recognizes by a trained network. Immutable; any number of threads may use one at once. This part scores vectors; the other recognizes images.
/// </summary>
public sealed partial class Recognizer
{
    private readonly Network _network;
    private readonly ScorerPool _scorers;

    /// <param name="network">The network, which is not copied.</param>
    public Recognizer(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _scorers = new ScorerPool(network);
        _framing = new ImageFraming(network.Definition);
        _rejections = RejectionCalibration.Of(network.Definition);
    }

    /// <summary>What the network is: the shape it takes, its layers, the facts of its training.</summary>
    public NetworkDefinition Definition => _network.Definition;

    /// <summary>How many numbers the network learned.</summary>
    public int ParameterCount => _network.ParameterCount;

    /// <summary>The name of each class, in the order of the probabilities.</summary>
    public IReadOnlyList<string> ClassNames => _network.Definition.ClassNames;

    /// <summary>Loads the network of a model file, without ML.NET.</summary>
    /// <param name="path">The zip that <c>mnist train</c> or <c>mlContext.Model.Save</c> wrote.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is no model of ours, or damaged.</exception>
    public static Recognizer Load(string path) => new(ModelFile.Load(path));

    /// <summary>Loads the network of a model, without ML.NET.</summary>
    /// <param name="stream">Positioned at the start of the zip; read to its end and left open.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidInputException">It is no model of ours, or damaged.</exception>
    public static Recognizer Load(Stream stream, string name = "model") => new(ModelFile.Load(stream, name));

    /// <summary>Scores one image. Allocates nothing, once as many calls have run at the same time as ever will.</summary>
    /// <param name="pixels">Raw pixels, as many as the network's input shape has.</param>
    /// <param name="probabilities">Receives one for each class, 0 to 1, of sum 1.</param>
    /// <exception cref="ArgumentException">A length does not fit the network.</exception>
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

    /// <summary>Scores one vector of values of any kind. Allocates nothing, as its twin for bytes.</summary>
    /// <param name="values">Raw values, as many as the network's input shape has.</param>
    /// <param name="probabilities">Receives one for each class, 0 to 1, of sum 1.</param>
    /// <exception cref="ArgumentException">A length does not fit the network.</exception>
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

    /// <summary>Scores many samples at once by matrix products, which is faster than one by one and gives the same bits.</summary>
    /// <param name="samples">Of the network's input size.</param>
    /// <param name="threads">Threads that work, at least 1.</param>
    /// <param name="cancellation">Ends the scoring.</param>
    /// <returns>The probabilities row by row, as many in a row as there are classes.</returns>
    /// <exception cref="ArgumentException">The size does not fit the network.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public float[] ScoreBatch(Samples samples, int threads = 1, CancellationToken cancellation = default)
    {
        using BulkScorer scorer = new(_network, samples, threads);
        int classes = ClassNames.Count;
        float[] all = new float[checked(samples.Count * classes)];
        scorer.Score((row, probabilities) => probabilities.CopyTo(all.AsSpan(row * classes)), cancellation);
        return all;
    }

    /// <summary>All classes for one image, the likeliest first; of equally likely ones, that with the lowest index.</summary>
    /// <param name="pixels">Raw pixels, as many as the network's input shape has.</param>
    /// <exception cref="ArgumentException">The length does not fit the network.</exception>
    public IReadOnlyList<RankedClass> Rank(ReadOnlySpan<byte> pixels)
    {
        float[] probabilities = new float[ClassNames.Count];
        Score(pixels, probabilities);
        return RankedClass.Rank(ClassNames, probabilities);
    }

    /// <summary>All classes for one vector of values of any kind, the likeliest first.</summary>
    /// <param name="values">Raw values, as many as the network's input shape has.</param>
    /// <exception cref="ArgumentException">The length does not fit the network.</exception>
    public IReadOnlyList<RankedClass> Rank(ReadOnlySpan<float> values)
    {
        float[] probabilities = new float[ClassNames.Count];
        Score(values, probabilities);
        return RankedClass.Rank(ClassNames, probabilities);
    }
}

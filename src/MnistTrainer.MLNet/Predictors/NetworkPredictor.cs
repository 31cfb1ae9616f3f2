using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// A network for binary classification as one of ML.NET's predictors, which map features to a score and a probability row by row and are parts of other models.
/// Immutable and thread-safe; a mapper is for one thread.
/// </summary>
internal sealed class NetworkPredictor : IDistPredictorProducing<float, float>, IValueMapperDist, ICanSaveModel
{
    /// <summary>The name of the loader in model files.</summary>
    public const string LoaderName = "MnistTrainerPredictor";

    private readonly Network _network;
    private readonly Network _scoringNetwork;

    /// <param name="network">A network with one output.</param>
    /// <exception cref="InvalidInputException">It has several outputs, or they are not classes.</exception>
    public NetworkPredictor(Network network)
    {
        _network = network;
        _scoringNetwork = ScoreColumns.Named(BinaryColumns.FileName, network).ToScoringNetwork(network);
    }

    public PredictionKind PredictionKind => PredictionKind.BinaryClassification;

    public DataViewType InputType => new VectorDataViewType(NumberDataViewType.Single, _network.Definition.InputShape.Size);

    /// <summary>The type of the score.</summary>
    public DataViewType OutputType => NumberDataViewType.Single;

    /// <summary>The type of the probability.</summary>
    public DataViewType DistType => NumberDataViewType.Single;

    /// <summary>Reads a saved predictor. ML.NET calls it for what <c>LoadableClass</c> declares (AssemblyInfo.cs).</summary>
    public static NetworkPredictor Create(IHostEnvironment _, ModelLoadContext context) =>
        MLNetVersion.Checked(() =>
        {
            ModelStream.FormatOf(context, ModelStream.FirstFormat);
            return new NetworkPredictor(NetworkFile.Read(context.Reader.BaseStream, "the network in the model"));
        });

    public ValueMapper<TInput, TScore> GetMapper<TInput, TScore>()
    {
        Func<VBuffer<float>, float> score = CreateScorer();
        bool isMean = _network.Definition.AveragesOutputs;
        ValueMapper<VBuffer<float>, float> mapper = (in VBuffer<float> features, ref float value) =>
            value = BinaryColumns.ToScore(score(features), isMean);
        return (ValueMapper<TInput, TScore>)(Delegate)mapper;
    }

    public ValueMapper<TInput, TScore, TProbability> GetMapper<TInput, TScore, TProbability>()
    {
        Func<VBuffer<float>, float> score = CreateScorer();
        bool isMean = _network.Definition.AveragesOutputs;
        ValueMapper<VBuffer<float>, float, float> mapper = (in VBuffer<float> features, ref float value, ref float probability) =>
        {
            float output = score(features);
            value = BinaryColumns.ToScore(output, isMean);
            probability = BinaryColumns.ToProbability(output, isMean);
        };
        return (ValueMapper<TInput, TScore, TProbability>)(Delegate)mapper;
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        ModelStream.Write(
            ctx,
            "NNETPRED",
            LoaderName,
            ModelStream.FirstFormat,
            writer =>
            {
                writer.Flush();
                NetworkFile.Write(_network, writer.BaseStream);
            }
        );

    /// <summary>Creates a function that gives the output of the network for a row: NaN if a feature is missing that the network does not accept as missing.</summary>
    private Func<VBuffer<float>, float> CreateScorer()
    {
        Scorer scorer = new(_scoringNetwork);
        float[] values = new float[_network.Definition.InputShape.Size];
        float[] output = new float[1];
        bool acceptsMissing = _network.Definition.AcceptsMissingValues;
        return features =>
        {
            features.CopyTo(values);
            if (!acceptsMissing && values.AsSpan().Contains(float.NaN))
                return float.NaN;
            scorer.Score(values, output);
            return output[0];
        };
    }
}

using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// A trained network in ML.NET. For classes it adds the columns <c>PredictedLabel</c>, a key of the label's values, and <c>Score</c>, one probability
/// for each class; for yes and no, <c>PredictedLabel</c>, <c>Score</c> and <c>Probability</c>; for numbers, <c>Score</c>.
/// </summary>
public sealed class NeuralNetworkTransformer : ISingleFeaturePredictionTransformer<Network>
{
    // The first form knew classes only; what it can hold is still written in it, so that older versions read it.
    private const uint FirstFormat = 0x00010001,
        TasksFormat = 0x00010002;

    private readonly ScoreColumns _scores;
    private readonly Network _scoring;

    internal NeuralNetworkTransformer(Network model, string featureColumnName, ScoreColumns scores, TrainingResult? training)
    {
        Model = model;
        FeatureColumnName = featureColumnName;
        Training = training;
        _scores = scores;
        _scoring = scores.ToScoring(model);
    }

    /// <summary>The network.</summary>
    public Network Model { get; }

    /// <summary>What training came to; null where the network was loaded.</summary>
    public TrainingResult? Training { get; }

    /// <inheritdoc/>
    public string FeatureColumnName { get; }

    /// <inheritdoc/>
    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, Model.Definition.InputShape.Size);

    /// <summary>Whether each row is scored by itself: it is.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>A transformer of the same network with other facts, which are saved with it.</summary>
    public NeuralNetworkTransformer WithMetadata(ImmutableSortedDictionary<string, string> facts) =>
        new(Model.WithMetadata(facts), FeatureColumnName, _scores, Training);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(Bind(input.Schema), input);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type or size.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        MLNetInternals.Save(
            ctx,
            _scores is MulticlassColumns ? FirstFormat : TasksFormat,
            writer =>
            {
                writer.Flush();
                NetworkFile.Write(Model, writer.BaseStream);
                writer.Write(FeatureColumnName);
                writer.Write(_scores.Name);
            }
        );

    /// <summary>Reads what saving wrote.</summary>
    internal static NeuralNetworkTransformer Load(BinaryReader reader)
    {
        Network network = NetworkFile.Read(reader.BaseStream, "the network in the model");
        try
        {
            string featureColumnName = reader.ReadString();
            return new NeuralNetworkTransformer(
                network,
                featureColumnName,
                ScoreColumns.Named(reader.ReadString(), network),
                training: null
            );
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new InvalidInputException(
                "the network in the model",
                "the names of its columns",
                "something else",
                "The model is damaged: copy it again, or train it anew",
                e
            );
        }
    }

    private ScoreMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        DataViewSchema.Column features = InputColumns.Features(inputSchema, FeatureColumnName, Model.Definition.InputShape.Size);
        return new ScoreMapper(_scoring, _scores, features, inputSchema);
    }
}

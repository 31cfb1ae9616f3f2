using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// A trained network as an ML.NET transformer. In multiclass classification it adds the columns <c>PredictedLabel</c>, a key with the label's values, and
/// <c>Score</c>, one probability per class; in binary classification, <c>PredictedLabel</c>, <c>Score</c> and <c>Probability</c>; in regression, <c>Score</c>;
/// for labels that are vectors, these as vectors; for quantiles, <c>Score</c>, the median, and <c>Quantiles</c>. If the network has several members, all of these are
/// followed by <c>ScoreDeviation</c>: the standard deviation over the members of the estimate, or of the probability; a vector where the estimates or probabilities are.
/// </summary>
public sealed class NeuralNetworkTransformer : ISingleFeaturePredictionTransformer<Network>, ISingleFeaturePredictionTransformer
{
    // The first format supports multiclass classification only. It is still used for that, so that older versions can read the file.
    private const uint FirstFormat = 0x00010001,
        TasksFormat = 0x00010002,
        CategoriesFormat = 0x00010003;

    private readonly ScoreColumns _scores;
    private readonly Network _scoringNetwork;

    internal NeuralNetworkTransformer(Network model, string featureColumnName, ScoreColumns scores, TrainingResult? training)
    {
        Model = model;
        FeatureColumnName = featureColumnName;
        Training = training;
        _scores = scores;
        _scoringNetwork = scores.ToScoringNetwork(model);
    }

    /// <summary>The network.</summary>
    public Network Model { get; }

    /// <summary>The result of training, or null if the network was loaded.</summary>
    public TrainingResult? Training { get; }

    /// <inheritdoc/>
    public string FeatureColumnName { get; }

    /// <summary>The names of the columns of keys that the network reads besides the features. Empty for none.</summary>
    public ImmutableArray<string> CategoricalColumnNames { get; init; } = [];

    /// <summary>The number of threads that score the rows of a data view, or null for all processors.</summary>
    internal int? NumberOfThreads { get; init; }

    /// <inheritdoc/>
    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, Features);

    /// <summary>Whether each row is scored independently. Always true.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>Creates a transformer for the same network with other metadata.</summary>
    /// <param name="metadata">The metadata, saved with the network.</param>
    public NeuralNetworkTransformer WithMetadata(ImmutableSortedDictionary<string, string> metadata) =>
        new(Model.WithMetadata(metadata), FeatureColumnName, _scores, Training)
        {
            NumberOfThreads = NumberOfThreads,
            CategoricalColumnNames = CategoricalColumnNames,
        };

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing, or has another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing, or has another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(this, Bind(input.Schema), input);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing, or has another type or size.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <summary>
    /// Explains the predictions for rows: what each feature, by its slot name, contributes to the probability of the predicted class (of <c>true</c> in binary classification) or
    /// to the estimated number, compared with the mean of other rows. Each explanation reads all other rows and takes some hundred passes through the network.
    /// </summary>
    /// <param name="rows">The rows, which are read as they are enumerated.</param>
    /// <param name="background">The other rows, such as those for training; all are kept in memory.</param>
    /// <param name="output">
    /// The index of the output to explain, from 0: a class, a label, a number or a quantile. Default: null, for the most probable class; several labels, numbers or quantiles
    /// have no such default.
    /// </param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type or size, or there is no such output.</exception>
    /// <exception cref="InvalidInputException">A row has a missing value that the network does not accept, or there is no other row.</exception>
    public IEnumerable<PredictionExplanation> Explain(
        IDataView rows,
        IDataView background,
        int? output = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(background);
        NetworkDefinition definition = Model.Definition;
        if (output is null && definition is { Outputs: not OutputMeaning.Classes, ClassNames.Length: > 1 })
            throw new ArgumentOutOfRangeException(
                nameof(output),
                $"Expected the index of one of the {definition.ClassNames.Length} outputs, from 0, found none: which one is to be explained is not clear."
            );
        if (output is int index)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)definition.ClassNames.Length, nameof(output));
        return PredictionExplanation.Of(Model, rows, background, ColumnsOf, output, cancellation);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        ModelStream.Write(
            ctx,
            !CategoricalColumnNames.IsEmpty ? CategoriesFormat
                : _scores is MulticlassColumns ? FirstFormat
                : TasksFormat,
            writer =>
            {
                writer.Flush();
                NetworkFile.Write(Model, writer.BaseStream);
                writer.Write(FeatureColumnName);
                writer.Write(_scores.Name);
                if (CategoricalColumnNames.IsEmpty)
                    return;
                writer.Write(CategoricalColumnNames.Length);
                foreach (string name in CategoricalColumnNames)
                    writer.Write(name);
            }
        );

    /// <summary>Reads a saved transformer.</summary>
    /// <param name="reader">The content.</param>
    /// <param name="format">Its format.</param>
    internal static NeuralNetworkTransformer Load(BinaryReader reader, uint format)
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
            )
            {
                CategoricalColumnNames = format >= CategoriesFormat ? ReadCategories(reader, network) : [],
            };
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new InvalidInputException(
                "the network in the model",
                "the names of its columns",
                "other data",
                "The model file is damaged: copy it again, or train a new model",
                e
            );
        }
    }

    /// <summary>The network and its score columns for an input.</summary>
    internal ScoreMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoreMapper(_scoringNetwork, _scores, ColumnsOf(inputSchema), inputSchema);
    }

    private NetworkColumns ColumnsOf(DataViewSchema schema)
    {
        DataViewSchema.Column features = InputColumns.Features(schema, FeatureColumnName, Features);
        NetworkColumns columns = new(features, CategoricalColumns.Find(schema, CategoricalColumnNames));
        if (Embedding is CategoryEmbedding embedding)
            CategoricalColumns.CheckCounts(columns.Categories, embedding);
        return columns;
    }

    // A network that reads keys among its features, as others train it, has no columns of categories.
    private CategoryEmbedding? Embedding => CategoricalColumnNames.IsEmpty ? null : (CategoryEmbedding)Model.Definition.Layers[0];

    private int Features => Model.Definition.InputShape.Size - (Embedding?.Values.Length ?? 0);

    private static ImmutableArray<string> ReadCategories(BinaryReader reader, Network network)
    {
        int count = reader.ReadInt32(),
            most = network.Definition.Layers[0] is CategoryEmbedding embedding ? embedding.Values.Length : 0;
        if (count < 1 || count > most || network.Definition.InputShape.Size == most)
            throw new InvalidInputException(
                "the network in the model",
                $"at most {most} columns of categories, and features",
                $"{count}",
                "The model file is damaged: copy it again, or train a new model"
            );
        return [.. Enumerable.Range(0, count).Select(_ => reader.ReadString())];
    }
}

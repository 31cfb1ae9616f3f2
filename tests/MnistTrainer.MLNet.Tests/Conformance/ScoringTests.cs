using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The values and annotations of scores and predicted labels.</summary>
public sealed class ScoringTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string> Subjects => Subject.Names;

    public static TheoryData<string> Multiclass => Subject.Multiclass;

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Annotates_every_score_column_with_its_purpose(string name)
    {
        Subject subject = Subject.Named(name);
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = subject.Fit(_context);
        DataViewSchema.Column[] added = [.. model.GetOutputSchema(data.Schema).Skip(data.Schema.Count)];
        (string kind, string[] columns) = (subject.LabelColumn, name) switch
        {
            (_, Subject.Quantiles) => ("QuantileRegression", ["Score", "Quantiles"]),
            (_, Subject.QuantilesOfMembers) => ("QuantileRegression", ["Score", "Quantiles", "ScoreDeviation"]),
            (_, Subject.Members) => ("BinaryClassification", ["PredictedLabel", "Score", "Probability", "ScoreDeviation"]),
            (_, Subject.MultiOutput) => ("MultiOutputRegression", ["Score"]),
            (_, Subject.MultiLabel) => ("MultiLabelClassification", ["PredictedLabel", "Score", "Probability"]),
            (nameof(ConformanceRow.IsFirst), _) => ("BinaryClassification", ["PredictedLabel", "Score", "Probability"]),
            (nameof(ConformanceRow.Amount), _) => ("Regression", new[] { "Score" }),
            _ => ("MulticlassClassification", ["PredictedLabel", "Score"]),
        };
        Assert.Equal(columns, added.Select(column => column.Name));
        foreach (DataViewSchema.Column column in added)
        {
            Assert.Equal("1", SchemaText.ValueOf(column, "ScoreColumnSetId"));
            Assert.Equal(kind, SchemaText.ValueOf(column, "ScoreColumnKind"));
            Assert.Equal(column.Name, SchemaText.ValueOf(column, "ScoreValueKind"));
        }
    }

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Annotates_predicted_labels_and_scores_with_class_names(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        DataViewSchema schema = model.GetOutputSchema(data.Schema);
        const string classes = "corner 0,corner 1,corner 2";
        Assert.Equal(data.Schema["Label"].Type, schema["PredictedLabel"].Type);
        Assert.Equal(classes, SchemaText.ValueOf(schema["PredictedLabel"], "KeyValues"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Score"].Type);
        Assert.Equal(classes, SchemaText.ValueOf(schema["Score"], "SlotNames"));
        Assert.Equal(classes, SchemaText.ValueOf(schema["Score"], "TrainingLabelValues"));
    }

    /// <summary>Numeric classes stay numeric.</summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Predicts_keys_with_numeric_values(string name)
    {
        Numbered[] rows =
        [
            .. ConformanceRow.Many(150).Select(row => new Numbered { Number = row.Class[^1] - '0' + 0.5f, Features = row.Features }),
        ];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        var model = _context
            .Transforms.Conversion.MapValueToKey("Label", "Number", keyOrdinality: KeyOrdinality.ByValue)
            .Append(Subject.Named(name).Trainer(_context))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        IDataView scored = model.Transform(data);
        Assert.Equal(NumberDataViewType.Single, scored.Schema["PredictedLabel"].Type);
        Assert.Equal(rows.Select(row => row.Number), scored.GetColumn<float>("PredictedLabel"));
        Assert.Equal("0.5,1.5,2.5", SchemaText.ValueOf(scored.Schema["Score"], "TrainingLabelValues"));

        // ML.NET names slots only if classes are text; ours always have names.
        bool isOurs = name == "NeuralNetwork";
        Assert.Equal(isOurs, scored.Schema["Score"].Annotations.Schema.GetColumnOrNull("SlotNames") is not null);
        if (isOurs)
            Assert.Equal("0.5,1.5,2.5", SchemaText.ValueOf(scored.Schema["Score"], "SlotNames"));
    }

    /// <summary>Keys need not have values.</summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Predicts_keys_without_values(string name)
    {
        Keyed[] rows =
        [
            .. ConformanceRow.Many(150).Select(row => new Keyed { Label = (uint)(row.Class[^1] - '0'), Features = row.Features }),
        ];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        IDataView scored = Subject.Named(name).Trainer(_context).Fit(data).Transform(data);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), scored.Schema["PredictedLabel"].Type);
        Assert.Equal(rows.Select(row => row.Label + 1), scored.GetColumn<uint>("PredictedLabel"));
    }

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Predicts_the_class_with_the_highest_probability(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IDataView scored = model.Transform(data);
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 1e-5));
        Assert.Equal(scores.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1), scored.GetColumn<uint>("PredictedLabel"));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Gives_a_score_if_a_feature_is_missing_only_where_the_model_knows_that(string name)
    {
        ISingleFeaturePredictionTransformer<object> model = Subject.Named(name).Fit(_context).Model;

        // This project's networks read a missing value as the center of its column; linear models have no answer.
        bool knows = model is NeuralNetworkTransformer { Model.Definition.AcceptsMissingValues: true };
        ConformanceRow[] rows = ConformanceRow.Many(2);
        rows[1].Features[2] = float.NaN;
        IDataView scored = model.Transform(ConformanceRow.Data(_context, rows));
        if (scored.Schema["Score"].Type is VectorDataViewType)
        {
            Assert.Equal([false, !knows], scored.GetColumn<float[]>("Score").Select(row => row.All(float.IsNaN)));
            if (scored.Schema.GetColumnOrNull("PredictedLabel")?.Type is KeyDataViewType)
                Assert.Equal([false, !knows], scored.GetColumn<uint>("PredictedLabel").Select(key => key == 0));
        }
        else
        {
            Assert.Equal([false, !knows], scored.GetColumn<float>("Score").Select(float.IsNaN));
        }
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Scores_sparse_features_like_dense_ones(string name)
    {
        ISingleFeaturePredictionTransformer<object> model = Subject.Named(name).Fit(_context).Model;
        IDataView dense = _context.Data.LoadFromEnumerable([new Sparse { Features = new VBuffer<float>(4, [0, 3, 0, 0]) }]);
        IDataView sparse = _context.Data.LoadFromEnumerable([new Sparse { Features = new VBuffer<float>(4, 1, [3f], [1]) }]);
        Assert.Equal(ScoresOf(model.Transform(dense)), ScoresOf(model.Transform(sparse)));
    }

    private static float[] ScoresOf(IDataView scored) =>
        scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)]
            : [.. scored.GetColumn<float>("Score")];

    private sealed class Numbered
    {
        public float Number { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Sparse
    {
        [VectorType(4)]
        public VBuffer<float> Features { get; set; }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What scores and predicted labels are, and how they are annotated.</summary>
public sealed class ScoringTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string> Subjects => Subject.Names;

    public static TheoryData<string> Multiclass => Subject.Multiclass;

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Every_column_says_what_it_is_for(string name)
    {
        Subject subject = Subject.Named(name);
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = subject.Fit(_context);
        DataViewSchema.Column[] added = [.. model.GetOutputSchema(data.Schema).Skip(data.Schema.Count)];
        (string kind, string[] columns) = subject.LabelColumn switch
        {
            nameof(ConformanceRow.IsFirst) => ("BinaryClassification", ["PredictedLabel", "Score", "Probability"]),
            nameof(ConformanceRow.Amount) => ("Regression", new[] { "Score" }),
            _ => ("MulticlassClassification", ["PredictedLabel", "Score"]),
        };
        Assert.Equal(columns, added.Select(column => column.Name));
        foreach (DataViewSchema.Column column in added)
        {
            Assert.Equal("1", Described.ValueOf(column, "ScoreColumnSetId"));
            Assert.Equal(kind, Described.ValueOf(column, "ScoreColumnKind"));
            Assert.Equal(column.Name, Described.ValueOf(column, "ScoreValueKind"));
        }
    }

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Predicted_labels_and_scores_have_the_names_of_the_classes(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        DataViewSchema schema = model.GetOutputSchema(data.Schema);
        const string classes = "corner 0,corner 1,corner 2";
        Assert.Equal(data.Schema["Label"].Type, schema["PredictedLabel"].Type);
        Assert.Equal(classes, Described.ValueOf(schema["PredictedLabel"], "KeyValues"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Score"].Type);
        Assert.Equal(classes, Described.ValueOf(schema["Score"], "SlotNames"));
        Assert.Equal(classes, Described.ValueOf(schema["Score"], "TrainingLabelValues"));
    }

    /// <summary>Classes that are numbers stay numbers.</summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Keys_that_stand_for_numbers_do_so_in_predictions(string name)
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
        Assert.Equal("0.5,1.5,2.5", Described.ValueOf(scored.Schema["Score"], "TrainingLabelValues"));

        // ML.NET names slots only where the classes are texts; here they always have names.
        bool isOurs = name == "NeuralNetwork";
        Assert.Equal(isOurs, scored.Schema["Score"].Annotations.Schema.GetColumnOrNull("SlotNames") is not null);
        if (isOurs)
            Assert.Equal("0.5,1.5,2.5", Described.ValueOf(scored.Schema["Score"], "SlotNames"));
    }

    /// <summary>A key need not say what it stands for.</summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Keys_without_values_are_predicted(string name)
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
    public void Scores_are_probabilities_and_the_likeliest_class_is_predicted(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IDataView scored = model.Transform(data);
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 1e-5));
        Assert.Equal(scores.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1), scored.GetColumn<uint>("PredictedLabel"));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Where_a_feature_is_missing_so_is_the_score(string name)
    {
        ISingleFeaturePredictionTransformer<object> model = Subject.Named(name).Fit(_context).Model;
        ConformanceRow[] rows = ConformanceRow.Many(2);
        rows[1].Features[2] = float.NaN;
        IDataView scored = model.Transform(ConformanceRow.Data(_context, rows));
        if (scored.Schema["Score"].Type is VectorDataViewType)
        {
            Assert.Equal([false, true], scored.GetColumn<float[]>("Score").Select(row => row.All(float.IsNaN)));
            Assert.Equal([false, true], scored.GetColumn<uint>("PredictedLabel").Select(key => key == 0));
        }
        else
        {
            Assert.Equal([false, true], scored.GetColumn<float>("Score").Select(float.IsNaN));
        }
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Sparse_features_are_scored_as_dense_ones(string name)
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

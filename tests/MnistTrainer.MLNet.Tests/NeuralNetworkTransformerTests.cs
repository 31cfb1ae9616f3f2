using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What the transformer adds, rejects and computes.</summary>
public sealed class NeuralNetworkTransformerTests
{
    private readonly MLContext _context = new(1);
    private readonly SamplesDataView _data;
    private readonly NeuralNetworkTransformer _model;

    public NeuralNetworkTransformerTests()
    {
        _data = _context.Data.LoadFromSamples(Images(300));
        _model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(_data);
    }

    private sealed class EveryType
    {
        [VectorType(64)]
        public float[] Features { get; set; } = [];

        public double Number { get; set; }

        public string Name { get; set; } = "";

        [KeyType(10)]
        public uint Key { get; set; }

        public DateTime Time { get; set; }

        [VectorType(2)]
        public string[] Words { get; set; } = [];

        // A variable-size vector.
        public float[] VariableSize { get; set; } = [];

        public static EveryType Row(int i) =>
            new()
            {
                Features = [.. Enumerable.Range(0, 64).Select(pixel => (float)((i * pixel) % 7))],
                Number = i / 3.0,
                Name = $"row {i}",
                Key = (uint)(i % 10),
                Time = new DateTime(2000 + i, 1, 1),
                Words = [$"{i}", "word"],
                VariableSize = [.. Enumerable.Range(0, i % 5).Select(value => (float)value)],
            };
    }

    [Fact]
    public void Has_the_annotations_of_the_trainers_of_ML_NET()
    {
        DataViewSchema schema = _model.GetOutputSchema(_data.Schema);
        DataViewSchema theirs = _context.MulticlassClassification.Trainers.NaiveBayes().Fit(_data).GetOutputSchema(_data.Schema);
        foreach (string name in new[] { "PredictedLabel", "Score" })
        {
            Assert.Equal(theirs[name].Type, schema[name].Type);
            Assert.Equal(SchemaText.Annotations(theirs[name]), SchemaText.Annotations(schema[name]));
        }

        Assert.Equal(theirs.Select(column => column.Name), schema.Select(column => column.Name));
    }

    [Fact]
    public void A_second_scorer_has_its_own_column_set()
    {
        DataViewSchema schema = _model.GetOutputSchema(_model.GetOutputSchema(_data.Schema));
        uint[] sets =
        [
            .. schema
                .Where(column => column.Name == "Score")
                .Select(column =>
                {
                    uint set = 0;
                    column.Annotations.GetValue("ScoreColumnSetId", ref set);
                    return set;
                }),
        ];
        Assert.Equal([1, 2], sets);
    }

    [Fact]
    public void GetOutputSchema_of_the_trainer_lists_the_columns_and_checks_the_input()
    {
        // Estimator chains create schema shapes with this method, which is not public.
        MethodInfo create = typeof(SchemaShape).GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        SchemaShape input = (SchemaShape)create.Invoke(null, [_data.Schema])!;
        SchemaShape output = _context.MulticlassClassification.Trainers.NeuralNetwork().GetOutputSchema(input);
        Assert.Equal(
            _model.GetOutputSchema(_data.Schema).Select(column => column.Name).Order(StringComparer.Ordinal),
            output.Select(column => column.Name).Order(StringComparer.Ordinal)
        );
        Assert.True(output.Single(column => column.Name == "PredictedLabel").IsKey);
        NeuralNetworkTrainer wrong = _context.MulticlassClassification.Trainers.NeuralNetwork("Features");
        Assert.Contains(
            "Schema mismatch for label column 'Features'",
            Assert.Throws<ArgumentOutOfRangeException>(() => wrong.GetOutputSchema(input)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Nope", "Features", "Could not find label column 'Nope'")]
    [InlineData("Label", "Nope", "Could not find feature column 'Nope'")]
    [InlineData("Features", "Features", "Schema mismatch for label column 'Features': expected Key<UInt32>, got Vector<Single, 8, 8>")]
    [InlineData("Label", "Label", "Schema mismatch for feature column 'Label': expected known-size vector of Single, got Key<UInt32, 0-2>")]
    public void Training_rejects_unsuitable_columns(string label, string features, string words)
    {
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(label, features);
        Assert.StartsWith(words, Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(_data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scoring_rejects_unsuitable_columns()
    {
        SamplesDataView narrow = _context.Data.LoadFromSamples(
            new Samples<byte>(Shape.Image(2, 3), new byte[6], labels: null, classNames: [])
        );
        Assert.StartsWith(
            "Schema mismatch for feature column 'Features': expected Vector<Single, 64>, got Vector<Single, 2, 3>",
            Assert.Throws<ArgumentOutOfRangeException>(() => _model.Transform(narrow)).Message,
            StringComparison.Ordinal
        );
        IDataView without = _context.Transforms.SelectColumns("Label").Fit(_data).Transform(_data);
        Assert.StartsWith(
            "Could not find feature column 'Features'",
            Assert.Throws<ArgumentOutOfRangeException>(() => _model.GetOutputSchema(without.Schema)).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>A network of zeros has no preference: as in ML.NET, the first class is predicted, and a score of 0 is negative.</summary>
    [Fact]
    public void Without_a_preference_the_first_class_or_none_is_predicted()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(5, KoreanNames));
        Network three = Zeros(["a", "b", "c"], Activation.Softmax),
            one = Zeros(["y"], Activation.Sigmoid);
        MulticlassColumns classes = new(three.Definition.ClassNames, ClassValueType.Text);
        Assert.All(Scored(three, classes).GetColumn<uint>("PredictedLabel"), key => Assert.Equal(1u, key));
        Assert.All(Scored(one, new BinaryColumns(isMean: false)).GetColumn<bool>("PredictedLabel"), Assert.False);

        IDataView Scored(Network network, ScoreColumns columns) =>
            new NeuralNetworkTransformer(network, "Features", columns, training: null).Transform(data);

        static Network Zeros(string[] names, Activation last) =>
            Network.Create(NetworkDefinition.Dense(Shape.Vector(4), [], names, Activation.ReLU, last), new float[5 * names.Length]);
    }

    [Fact]
    public void Scores_a_row_once_and_only_on_demand()
    {
        CountingDataView counting = new(_data);
        IDataView scored = _model.Transform(counting);
        Assert.Equal(300, scored.GetColumn<uint>("Label").Count());
        Assert.Equal(0, counting.FeaturesRead);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["PredictedLabel"], scored.Schema["Score"]]);
        Assert.False(cursor.IsColumnActive(scored.Schema["Label"]));
        Assert.True(cursor.IsColumnActive(scored.Schema["Score"]));
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        uint label = 0;
        VBuffer<float> score = default;
        for (int row = 0; row < 300; row++)
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal(row, cursor.Position);
            if (row % 2 == 1)
                continue;
            getLabel(ref label);
            getScore(ref score);
            getScore(ref score);
            Assert.Equal(score.DenseValues().ToList().IndexOf(score.DenseValues().Max()) + 1, (int)label);
        }

        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(300, counting.FeaturesRead);
    }

    [Fact]
    public void Reads_only_a_small_block_for_a_few_rows()
    {
        CountingDataView counting = new(_data);
        Assert.Equal(3, _model.Transform(counting).GetColumn<uint>("PredictedLabel").Take(3).Count());
        Assert.Equal(16, counting.FeaturesRead);
    }

    [Fact]
    public void Read_ahead_preserves_columns_of_every_type()
    {
        EveryType[] rows = [.. Enumerable.Range(0, 300).Select(EveryType.Row)];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        EveryType[] scored = [.. _context.Data.CreateEnumerable<EveryType>(_model.Transform(data), reuseRowObject: false)];
        for (int i = 0; i < rows.Length; i++)
        {
            // Keys start at 0 in the rows given to ML.NET, and at 1 in the rows it returns.
            Assert.Equal(
                (rows[i].Number, rows[i].Name, rows[i].Key + 1, rows[i].Time),
                (scored[i].Number, scored[i].Name, scored[i].Key, scored[i].Time)
            );
            Assert.Equal(rows[i].Words, scored[i].Words);
            Assert.Equal(rows[i].VariableSize, scored[i].VariableSize);
            Assert.Equal(rows[i].Features, scored[i].Features);
        }
    }

    [Fact]
    public void Gives_the_same_scores_row_by_row_and_in_blocks()
    {
        IRowToRowMapper mapper = _model.GetRowToRowMapper(_data.Schema);
        using DataViewRowCursor input = _data.GetRowCursor(_data.Schema);
        using DataViewRow row = mapper.GetRow(input, mapper.OutputSchema);
        ValueGetter<VBuffer<float>> get = row.GetGetter<VBuffer<float>>(mapper.OutputSchema["Score"]);
        List<float> scores = [];
        VBuffer<float> score = default;
        while (input.MoveNext())
        {
            get(ref score);
            scores.AddRange(score.DenseValues());
        }

        Assert.Equal(ScoresOf(_model.Transform(_data)), scores);
    }

    [Fact]
    public void A_cursor_set_returns_every_row_once_with_the_same_scores()
    {
        IDataView scored = _model.Transform(_data);
        DataViewSchema.Column column = scored.Schema["Score"];
        Dictionary<ulong, float> Read(DataViewRowCursor cursor)
        {
            using (cursor)
            {
                Dictionary<ulong, float> scores = [];
                ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
                ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(column);
                DataViewRowId id = default;
                VBuffer<float> score = default;
                while (cursor.MoveNext())
                {
                    getId(ref id);
                    getScore(ref score);
                    scores.Add(id.Low, score.GetItemOrDefault(0));
                }

                return scores;
            }
        }

        Dictionary<ulong, float> whole = Read(scored.GetRowCursor([column]));
        DataViewRowCursor[] cursors = scored.GetRowCursorSet([column], 3);
        Assert.Equal(3, cursors.Length);
        Dictionary<ulong, float>[] parts = new Dictionary<ulong, float>[3];
        Parallel.For(0, 3, i => parts[i] = Read(cursors[i]));
        Assert.Equal(300, whole.Count);
        Assert.Equal(whole.OrderBy(pair => pair.Key), parts.SelectMany(part => part).OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Gives_no_prediction_if_a_feature_is_missing()
    {
        float[] values = new float[128];
        values[70] = float.NaN;
        SamplesDataView data = _context.Data.LoadFromSamples(new Samples<float>(Shape.Image(8, 8), values, labels: null, classNames: []));
        IDataView scored = _model.Transform(data);
        Assert.Equal([false, true], scored.GetColumn<uint>("PredictedLabel").Select(label => label == 0));
        Assert.Equal([false, false, false, true, true, true], ScoresOf(scored).Select(float.IsNaN));
    }

    [Fact]
    public void Gives_the_scores_of_the_network()
    {
        float[] expected = new float[300 * 3];
        using BulkScorer scorer = new(_model.Model, _data.Samples, threads: 2);
        scorer.Score((row, scores) => scores.CopyTo(expected.AsSpan(row * 3)), TestContext.Current.CancellationToken);
        Assert.Equal(expected, ScoresOf(_model.Transform(_data)));
    }

    [Fact]
    public void Getters_reject_other_types_and_inactive_columns()
    {
        IDataView scored = _model.Transform(_data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(scored.Schema["Score"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]));
    }
}

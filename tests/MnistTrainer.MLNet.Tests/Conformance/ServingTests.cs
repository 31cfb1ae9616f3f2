using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A model gives the same scores in a data view, in prediction engines on several threads, and after saving and loading.</summary>
public sealed class ServingTests
{
    private const int Threads = 8,
        Predictions = 100_000;

    private readonly MLContext _context = new(1);

    public static TheoryData<string> Subjects => Subject.Names;

    private sealed class OneScore
    {
        public float Score { get; set; }
    }

    private sealed class ManyScores
    {
        public float[] Score { get; set; } = [];
    }

    /// <summary>As ML.NET requires, every thread has its own prediction engine; the model is shared.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Prediction_engines_on_eight_threads_give_the_same_scores(string name)
    {
        ISingleFeaturePredictionTransformer<object> model = Subject.Named(name).Fit(_context).Model;
        ConformanceRow[] rows = ConformanceRow.Many(500, seed: 99);
        float[][] expected = ScoresOf(model, rows);
        int predictions = 0;
        Parallel.For(
            0,
            Threads,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            thread =>
            {
                (Func<ConformanceRow, float[]> predict, IDisposable engine) = EngineOf(model);
                using (engine)
                {
                    for (int i = 0; i < Predictions / Threads; i++)
                    {
                        int row = (i + (thread * 61)) % rows.Length;
                        if (!expected[row].AsSpan().SequenceEqual(predict(rows[row])))
                            Assert.Fail($"Thread {thread} got different scores for row {row}.");
                    }
                }

                Interlocked.Add(ref predictions, Predictions / Threads);
            }
        );
        Assert.Equal(Predictions, predictions);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Saving_and_loading_twice_keeps_the_model(string name)
    {
        (ITransformer model, IDataView data) = Subject.Named(name).Fit(_context);
        ConformanceRow[] rows = ConformanceRow.Many(60, seed: 99);
        float[][] expected = ScoresOf(model, rows);
        string[] columns = [.. model.GetOutputSchema(data.Schema).Select(SchemaText.Column)];
        byte[] saved = Save(model, data.Schema);
        for (int i = 0; i < 2; i++)
        {
            MLContext other = new();
            model = other.Model.Load(new MemoryStream(saved), out DataViewSchema schema);
            Assert.Equal(data.Schema.Select(column => column.Name), schema.Select(column => column.Name));
            Assert.Equal(expected, ScoresOf(model, rows));
            Assert.Equal(columns, model.GetOutputSchema(data.Schema).Select(SchemaText.Column));
            byte[] again = Save(model, data.Schema);
            Assert.Equal(Entries(saved), Entries(again));
            saved = again;
        }
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Concurrent_fits_give_the_same_model(string name)
    {
        Subject subject = Subject.Named(name);
        IDataView data = ConformanceRow.Data(_context, ConformanceRow.Many(150));
        ConformanceRow[] rows = ConformanceRow.Many(60, seed: 99);
        float[][][] scores = new float[2][][];
        Parallel.For(0, 2, i => scores[i] = ScoresOf(subject.Trainer(new MLContext(1)).Fit(data), rows));
        Assert.Equal(scores[0], scores[1]);
    }

    private static float[][] ScoresOf(ITransformer model, ConformanceRow[] rows)
    {
        MLContext context = new(1);
        IDataView scored = model.Transform(ConformanceRow.Data(context, rows));
        return scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score")]
            : [.. scored.GetColumn<float>("Score").Select(score => new[] { score })];
    }

    private (Func<ConformanceRow, float[]> Predict, IDisposable Engine) EngineOf(ITransformer model)
    {
        DataViewSchema.Column score = model.GetOutputSchema(ConformanceRow.Data(_context, []).Schema)["Score"];
        if (score.Type is VectorDataViewType)
        {
            PredictionEngine<ConformanceRow, ManyScores> many = _context.Model.CreatePredictionEngine<ConformanceRow, ManyScores>(model);
            return (row => many.Predict(row).Score, many);
        }

        PredictionEngine<ConformanceRow, OneScore> one = _context.Model.CreatePredictionEngine<ConformanceRow, OneScore>(model);
        return (row => [one.Predict(row).Score], one);
    }

    private byte[] Save(ITransformer model, DataViewSchema schema)
    {
        MemoryStream stream = new();
        _context.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    /// <summary>The content of the entries of a zip; the zip itself also contains the time.</summary>
    private static IEnumerable<(string Name, string Content)> Entries(byte[] zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip));
        return
        [
            .. archive.Entries.Select(entry =>
            {
                using Stream stream = entry.Open();
                MemoryStream content = new();
                stream.CopyTo(content);
                return (entry.FullName, Convert.ToHexString(content.ToArray()));
            }),
        ];
    }
}

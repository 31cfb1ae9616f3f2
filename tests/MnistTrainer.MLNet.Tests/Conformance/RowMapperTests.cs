using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A model reads only what it needs, and gives the same scores however its rows are read.</summary>
public sealed class RowMapperTests
{
    private const int Rows = 150;

    private readonly MLContext _context = new(1);

    public static TheoryData<string> Subjects => Subject.Names;

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Scores_depend_on_the_feature_column_only(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IRowToRowMapper mapper = model.GetRowToRowMapper(data.Schema);
        string[] DependenciesOf(params string[] columns) =>
            [
                .. mapper
                    .GetDependencies(columns.Select(column => mapper.OutputSchema[column]))
                    .Select(column => column.Name)
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Empty(DependenciesOf());
        Assert.Equal(["Features"], DependenciesOf("Score"));
        Assert.Equal(["Weight"], DependenciesOf("Weight"));
        Assert.Equal(["Features", "Label"], DependenciesOf("Score", "Label", "Features"));
        Assert.Equal(data.Schema.Select(SchemaText.Column), mapper.InputSchema.Select(SchemaText.Column));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Does_not_compute_inactive_columns(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        CountingDataView counting = new(data);
        IDataView scored = model.Transform(counting);
        DataViewSchema.Column weight = scored.Schema["Weight"],
            score = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([weight]);
        Assert.True(cursor.IsColumnActive(weight));
        Assert.False(cursor.IsColumnActive(score));
        Assert.False(cursor.IsColumnActive(scored.Schema["Features"]));
        Assert.ThrowsAny<Exception>(() => GetScores(cursor, score));
        Assert.Equal(Rows, Enumerable.Range(0, int.MaxValue).TakeWhile(_ => cursor.MoveNext()).Count());
        Assert.Equal(0, counting.FeaturesRead);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Rejects_a_getter_of_another_type(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IDataView scored = model.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        Assert.Contains(
            "System.Double",
            Assert.ThrowsAny<Exception>(() => cursor.GetGetter<double>(scored.Schema["Score"])).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Gives_the_same_scores_row_by_row_and_by_cursor(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IRowToRowMapper mapper = model.GetRowToRowMapper(data.Schema);
        using DataViewRowCursor input = data.GetRowCursor(data.Schema);
        using DataViewRow row = mapper.GetRow(input, [mapper.OutputSchema["Score"]]);
        Func<float[]> get = GetScores(row, mapper.OutputSchema["Score"]);
        List<float[]> scores = [];
        while (input.MoveNext())
            scores.Add(get());
        Assert.Equal(ScoresOf(model.Transform(data)).Values, scores);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_cursor_set_returns_every_row_once(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IDataView scored = model.Transform(_context.Data.Cache(data));
        DataViewRowCursor[] cursors = scored.GetRowCursorSet([scored.Schema["Score"]], 3);
        SortedDictionary<UInt128, float[]>[] parts = new SortedDictionary<UInt128, float[]>[cursors.Length];
        Parallel.For(0, cursors.Length, i => parts[i] = Read(cursors[i], scored.Schema["Score"]));
        Assert.Equal(ScoresOf(scored), parts.SelectMany(part => part).OrderBy(pair => pair.Key));
        Assert.Equal(Rows, parts.Sum(part => part.Count));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Has_the_row_count_and_shuffling_of_the_input(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        Assert.Equal(data.GetRowCount(), model.Transform(data).GetRowCount());
        Assert.Equal(data.CanShuffle, model.Transform(data).CanShuffle);
        IDataView cached = _context.Data.Cache(data),
            scored = model.Transform(cached);
        Assert.True(scored.CanShuffle);
        using DataViewRowCursor shuffled = scored.GetRowCursor([scored.Schema["Score"]], new Random(3));
        Assert.Equal(ScoresOf(scored), Read(shuffled, scored.Schema["Score"]));
    }

    /// <summary>Scores by row ID.</summary>
    private static SortedDictionary<UInt128, float[]> ScoresOf(IDataView scored)
    {
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        return Read(cursor, scored.Schema["Score"]);
    }

    private static SortedDictionary<UInt128, float[]> Read(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        SortedDictionary<UInt128, float[]> scores = [];
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        Func<float[]> get = GetScores(cursor, column);
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getId(ref id);
            scores.Add(new UInt128(id.High, id.Low), get());
        }

        return scores;
    }

    /// <summary>Creates a function that reads scalar or vector scores.</summary>
    private static Func<float[]> GetScores(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<float>> getMany = row.GetGetter<VBuffer<float>>(column);
            VBuffer<float> many = default;
            return () =>
            {
                getMany(ref many);
                return [.. many.DenseValues()];
            };
        }

        ValueGetter<float> getOne = row.GetGetter<float>(column);
        float one = 0;
        return () =>
        {
            getOne(ref one);
            return [one];
        };
    }
}

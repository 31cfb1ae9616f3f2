using System.Reflection;
using Microsoft.ML;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What a trainer promises, its model gives: columns, types and annotations.</summary>
public sealed class SchemaTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string> Subjects => Subject.Names;

    [Theory]
    [MemberData(nameof(Subjects))]
    public void The_trainer_promises_the_columns_that_its_model_gives(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        SchemaShape promised = Subject.Named(name).Trainer(_context).GetOutputSchema(ShapeOf(data.Schema)),
            given = ShapeOf(model.GetOutputSchema(data.Schema));
        Assert.Equal(given.Select(Kind).Order(StringComparer.Ordinal), promised.Select(Kind).Order(StringComparer.Ordinal));
        foreach (SchemaShape.Column column in promised)
        {
            SchemaShape.Column same = given.Single(one => one.Name == column.Name);
            Assert.Empty(column.Annotations.Select(Kind).Except(same.Annotations.Select(Kind)));
        }
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Transform_gives_the_schema_that_was_foretold(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IDataView scored = model.Transform(data);
        string[] given = [.. scored.Schema.Select(Described.Column)];
        Assert.Equal(model.GetOutputSchema(data.Schema).Select(Described.Column), given);
        Assert.Equal(model.GetRowToRowMapper(data.Schema).OutputSchema.Select(Described.Column), given);
        Assert.Equal(data.Schema.Select(Described.Column), given[..data.Schema.Count]);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        Assert.Equal(cursor.Schema.Select(Described.Column), given);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void The_features_are_those_that_the_model_says_it_reads(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        Assert.Equal("Features", model.FeatureColumnName);
        Assert.Equal(data.Schema["Features"].Type, model.FeatureColumnType);
        Assert.True(model.IsRowToRowMapper);
    }

    /// <summary>ML.NET's own put each new column behind the older one of its name, ours put all at the end; by their names, the newer ones are found in both.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Scoring_again_hides_the_older_columns_and_numbers_the_newer(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        DataViewSchema once = model.GetOutputSchema(data.Schema),
            twice = model.GetOutputSchema(once);
        string[] added = [.. once.Skip(data.Schema.Count).Select(column => column.Name)];
        Assert.Equal(once.Count + added.Length, twice.Count);
        Assert.Equal(
            added.Order(StringComparer.Ordinal),
            twice.Where(column => column.IsHidden).Select(column => column.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(added, column => Assert.Equal("1", Described.ValueOf(once[column], "ScoreColumnSetId")));
        Assert.All(added, column => Assert.Equal("2", Described.ValueOf(twice[column], "ScoreColumnSetId")));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void What_Fit_rejects_is_rejected_before_and_named(string name)
    {
        Subject subject = Subject.Named(name);
        IDataView data = ConformanceRow.Data(_context, ConformanceRow.Many(9));
        foreach (string column in new[] { "nowhere", "Features" })
        {
            IEstimator<ITransformer> trainer = subject.Create(_context, column, null);
            Assert.Contains(
                $"label column '{column}'",
                Assert.ThrowsAny<Exception>(() => trainer.GetOutputSchema(ShapeOf(data.Schema))).Message,
                StringComparison.Ordinal
            );
            Assert.Contains(
                $"label column '{column}'",
                Assert.ThrowsAny<Exception>(() => trainer.Fit(data)).Message,
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>ML.NET's own say "Features column 'Feature' not found" whatever its name; ours say the name.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void What_Transform_rejects_GetOutputSchema_rejects(string name)
    {
        ISingleFeaturePredictionTransformer<object> model = Subject.Named(name).Fit(_context).Model;
        IDataView without = _context.Data.LoadFromEnumerable([new { Weight = 1f }]),
            narrow = Narrow();
        foreach (IDataView data in new[] { without, narrow })
        {
            Assert.Contains(
                "Feature",
                Assert.ThrowsAny<Exception>(() => model.GetOutputSchema(data.Schema)).Message,
                StringComparison.OrdinalIgnoreCase
            );
            Assert.Contains(
                "Feature",
                Assert.ThrowsAny<Exception>(() => model.Transform(data)).Message,
                StringComparison.OrdinalIgnoreCase
            );
        }
    }

    private IDataView Narrow() =>
        _context
            .Transforms.Concatenate("Features", "Weight")
            .Fit(_context.Data.LoadFromEnumerable([new { Weight = 1f }]))
            .Transform(_context.Data.LoadFromEnumerable([new { Weight = 1f }]));

    private static string Kind(SchemaShape.Column column) => $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey}";

    // Chains make shapes of schemas by this method, which is not public.
    private static SchemaShape ShapeOf(DataViewSchema schema) =>
        (SchemaShape)
            typeof(SchemaShape)
                .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
                .Invoke(null, [schema])!;
}

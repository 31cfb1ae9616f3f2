using System.Reflection;
using Microsoft.ML;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The schemas that trainers and models declare match the data: columns, types and annotations.</summary>
public sealed class SchemaTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string> Subjects => Subject.Names;

    [Theory]
    [MemberData(nameof(Subjects))]
    public void GetOutputSchema_of_the_trainer_matches_its_model(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        SchemaShape declared = Subject.Named(name).Trainer(_context).GetOutputSchema(ShapeOf(data.Schema)),
            actual = ShapeOf(model.GetOutputSchema(data.Schema));
        Assert.Equal(actual.Select(Kind).Order(StringComparer.Ordinal), declared.Select(Kind).Order(StringComparer.Ordinal));
        foreach (SchemaShape.Column column in declared)
        {
            SchemaShape.Column match = actual.Single(other => other.Name == column.Name);
            Assert.Empty(column.Annotations.Select(Kind).Except(match.Annotations.Select(Kind)));
        }
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Transform_has_the_schema_of_GetOutputSchema(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        IDataView scored = model.Transform(data);
        string[] actual = [.. scored.Schema.Select(SchemaText.Column)];
        Assert.Equal(model.GetOutputSchema(data.Schema).Select(SchemaText.Column), actual);
        Assert.Equal(model.GetRowToRowMapper(data.Schema).OutputSchema.Select(SchemaText.Column), actual);
        Assert.Equal(data.Schema.Select(SchemaText.Column), actual[..data.Schema.Count]);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        Assert.Equal(cursor.Schema.Select(SchemaText.Column), actual);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Exposes_the_feature_column(string name)
    {
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = Subject.Named(name).Fit(_context);
        Assert.Equal("Features", model.FeatureColumnName);
        Assert.Equal(data.Schema["Features"].Type, model.FeatureColumnType);
        Assert.True(model.IsRowToRowMapper);
    }

    /// <summary>ML.NET's models insert each new column after the older one of the same name, ours append all; in both, names refer to the newer columns.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Scoring_twice_hides_the_older_columns_and_numbers_the_column_sets(string name)
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
        Assert.All(added, column => Assert.Equal("1", SchemaText.ValueOf(once[column], "ScoreColumnSetId")));
        Assert.All(added, column => Assert.Equal("2", SchemaText.ValueOf(twice[column], "ScoreColumnSetId")));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void GetOutputSchema_of_the_trainer_rejects_what_Fit_rejects(string name)
    {
        Subject subject = Subject.Named(name);
        IDataView data = ConformanceRow.Data(_context, ConformanceRow.Many(9));

        // A vector is no label for the others, and one number none for those with several.
        string other = name is Subject.MultiOutput or Subject.MultiLabel ? "Weight" : "Features";
        foreach (string column in new[] { "missing", other })
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

    /// <summary>The message of ML.NET's models is "Features column 'Feature' not found" for any column name; ours contains the name.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void GetOutputSchema_of_the_model_rejects_what_Transform_rejects(string name)
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

    // Estimator chains create schema shapes with this method, which is not public.
    private static SchemaShape ShapeOf(DataViewSchema schema) =>
        (SchemaShape)
            typeof(SchemaShape)
                .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
                .Invoke(null, [schema])!;
}

using System.Text;
using System.Text.Json.Nodes;

namespace MnistTrainer.Data.Tests;

/// <summary>The form in which models keep their columns.</summary>
public sealed class TableSchemaFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_what_it_wrote()
    {
        TableSchema schema = Example();
        byte[] json = TableSchemaFile.ToJson(schema);
        TableSchema read = TableSchemaFile.FromJson(json, "model");
        Assert.Equal(json, TableSchemaFile.ToJson(read));
        Assert.Equal(schema.InputNames, read.InputNames);
        Assert.Equal((schema.Task, schema.Label.Format, schema.LabelIndex), (read.Task, read.Label.Format, read.LabelIndex));
        Assert.Equal(schema.Columns.Select(column => column.Kind), read.Columns.Select(column => column.Kind));
        Assert.Equal(["None"], read.Columns[1].MissingTexts);
    }

    [Theory]
    [InlineData("version", "4", "expected version 1 to 3, found version 4")]
    [InlineData("version", "\"one\"", "expected a description of a table")]
    [InlineData("format", "\"other\"", "expected a description of a table")]
    [InlineData("columns", "[]", "expected a description of a table")]
    [InlineData("columns", "null", "expected a description of a table")]
    [InlineData("labelIndex", "99", "expected a description of a table")]
    [InlineData("label", "{\"name\": \"price\", \"kind\": \"id\"}", "expected a description of a table")]
    [InlineData("label", "{\"name\": \"city\", \"kind\": \"number\"}", "a name of two columns")]
    [InlineData("label", "{\"name\": \"price\", \"kind\": \"category\", \"categories\": [\"a\", \"a\"]}", "a category twice")]
    [InlineData("label", "{\"name\": \"price\", \"kind\": \"number\", \"unit\": \"1 x\"}", "an unknown unit")]
    [InlineData("label", "{\"name\": \"price\", \"kind\": \"number\", \"origin\": 1e999}", "an origin that is no number")]
    [InlineData("label", "{\"name\": \"price\", \"kind\": \"number\", \"groupMark\": \"0\"}", "an unknown format of numbers")]
    [InlineData("missing", "[null]", "expected a description of a table")]
    public void Rejects_what_it_could_not_have_written(string property, string value, string expected)
    {
        JsonNode root = JsonNode.Parse(TableSchemaFile.ToJson(Example()))!;
        root[property] = JsonNode.Parse(value);
        Rejection.Of(() => TableSchemaFile.FromJson(Encoding.UTF8.GetBytes(root.ToJsonString()), "model"), "model: ", expected);
    }

    [Fact]
    public void Rejects_more_categories_than_it_could_have_found()
    {
        TableSchema schema = Example();
        SchemaColumn city = schema.Columns[2] with
        {
            Categories = [.. Enumerable.Range(0, TableSchema.MostCategories + 1).Select(i => $"{i}")],
        };
        byte[] json = TableSchemaFile.ToJson(schema with { Columns = schema.Columns.SetItem(2, city) });
        Rejection.Of(() => TableSchemaFile.FromJson(json, "model"), "257 categories");
    }

    /// <summary>Before the training rather than when the model is loaded.</summary>
    [Fact]
    public void Rejects_a_table_whose_columns_it_could_not_read_again()
    {
        TextTable table = TableText.OfColumn(_folder, "x", "1.5", "2.5", "3.5", "4.5");
        TableOptions options = new() { LabelColumn = "y", MissingTexts = [.. Enumerable.Range(0, 100).Select(i => $"m{i}")] };
        Rejection.Of(() => TableText.Schema(table, options), "expected columns that a model can be saved with, found 123 texts");
        TextTable texts = TableText.OfColumn(_folder, "x", "a", new string('b', 1 << 17), "a", "c");
        Rejection.Of(() => TableText.Schema(texts, new TableOptions { LabelColumn = "y" }), "column x: a category that is too long");
    }

    private TableSchema Example()
    {
        TextTable table = TableText.Load(
            _folder,
            "id,rooms,city,day,price\n1,2,Bonn,2024-01-01,\"$1,000\"\n2,None,Köln,2024-01-02,\"$1,500.50\"\n3,4,Bonn,2024-01-03,$900\n"
        );
        return TableText.Schema(table, new TableOptions { LabelColumn = "price", Task = TableTask.Regression });
    }
}

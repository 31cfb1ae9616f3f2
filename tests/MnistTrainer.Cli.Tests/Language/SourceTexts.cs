using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MnistTrainer.Cli.Tests.Language;

/// <summary>The English texts in the command's code that are shown in the language of the user: the arguments of <c>Localized</c>.</summary>
internal sealed class SourceTexts
{
    private static readonly string[] Methods = ["Of", "Each", "Plural"];

    private readonly List<string> _texts = [];
    private readonly List<string> _others = [];

    private SourceTexts()
    {
        foreach (string path in Files("MnistTrainer.Cli"))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
            foreach (InvocationExpressionSyntax call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (
                    call.Expression is MemberAccessExpressionSyntax
                    {
                        Expression: IdentifierNameSyntax { Identifier.Text: "Localized" }
                    } method
                )
                    Add(Path.GetFileName(path), method.Name.Identifier.Text, call.ArgumentList.Arguments);
            }
        }
    }

    /// <summary>The texts of the code of this checkout.</summary>
    public static SourceTexts All { get; } = new();

    /// <summary>The texts, with <c>{0}</c>, <c>{1}</c> and so on for values.</summary>
    public IReadOnlyCollection<string> Texts => [.. _texts.Distinct()];

    /// <summary>The arguments that are no texts in the code.</summary>
    public IReadOnlyCollection<string> Others => _others;

    /// <summary>Returns the files of C# of a project, or of all.</summary>
    public static IEnumerable<string> Files(string project) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    private void Add(string file, string method, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (Methods.Contains(method))
        {
            foreach (ArgumentSyntax argument in method == "Plural" ? arguments.Skip(1) : arguments)
                Add(file, argument.Expression);
        }
    }

    private void Add(string file, ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { Token.Value: string text }:
                _texts.Add(text);
                break;
            case InterpolatedStringExpressionSyntax sentence:
                _texts.Add(FormatOf(sentence));
                break;
            case ConditionalExpressionSyntax choice:
                Add(file, choice.WhenTrue);
                Add(file, choice.WhenFalse);
                break;
            default:
                _others.Add($"{file}: {expression}");
                break;
        }
    }

    private static string FormatOf(InterpolatedStringExpressionSyntax sentence)
    {
        int holes = 0;
        return string.Concat(
            sentence.Contents.Select(part =>
                part is InterpolatedStringTextSyntax text
                    ? text.TextToken.ValueText.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
                    : $"{{{holes++}}}"
            )
        );
    }
}

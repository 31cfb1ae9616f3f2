using System.CommandLine;
using System.Text.RegularExpressions;
using MnistTrainer.Cli.Language;

namespace MnistTrainer.Cli.Tests.Language;

/// <summary>The Korean texts are those of the English ones in the code: all of them, and no other.</summary>
public sealed partial class KoreanCatalogTests
{
    private static readonly Catalog Korean = Catalog.Of("ko");

    // Sentences whose parts the sources have apart from each other, and those of the parser and of the system.
    private static readonly string[] Composed =
    [
        "not a digit: scribble",
        "not a digit: letter",
        "not a digit: several digits",
        "goes with images",
        "Required command was not provided",
        "Argument '",
        "Option '",
        "' is required",
        "' not recognized",
        "Must be one of",
        "found nothing",
        "found none",
        "found neither",
        "found no answer",
        "found no permission",
        "found no rows",
        "found no such thing",
        "found none of these",
        "found none of this name",
        "none of the names",
        "\" and the names",
        "a number with a decimal comma",
        "image that ends after",
        "values separated by slashes, each with commas between its layers",
        "size: mixed or above",
        "size: not always",
        "; each image framed as a digit of",
        "; each image resized to",
        "rows, skipped",
        "row, skipped",
        "more, skipped",
        "lines above the table",
        "line above the table",
        "header: the names are numbers that a tool made unique, probably the first row, which is lost",
        "header: the names are numbers that a tool made unique, probably the first image, which is lost",
        "rows without a label left out",
        "row without a label left out",
        "not used, since the model does not know it",
        "not used, since the model does not know them",
        "here);",
        "classes have a single row, which is trained on and never tested",
        "classes has a single row, which is trained on and never tested",
        "cell holds an error of a spreadsheet, such as",
        "cells hold an error of a spreadsheet, such as",
        "rows has the same id as an earlier one",
        "rows have the same id as an earlier one",
        "value is far outside the range of",
        "values are far outside the range of",
        "values are outside the range of",
        "Address already in use",
        "Cannot assign requested address",
    ];

    private static readonly string[] HelpTexts =
    [
        .. MnistCommand.Words.SelectMany(word => HelpOf(MnistCommand.Create([word]))).Distinct(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_text_of_the_code_is_a_literal_that_can_be_translated() =>
        Assert.Equal(["LanguageOption.cs: english", "MnistCommand.cs: summary"], SourceTexts.All.Others.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_text_and_all_help_has_a_translation_and_every_translation_a_text()
    {
        Assert.True(SourceTexts.All.Texts.Count > 250);
        Assert.True(HelpTexts.Length > 200);
        string[] texts = [.. SourceTexts.All.Texts.Concat(HelpTexts).Distinct(StringComparer.Ordinal)];
        Assert.Empty(texts.Except(Korean.Texts.Keys).Select(text => $"without a translation: {text}"));
        Assert.Empty(Korean.Texts.Keys.Except(texts).Select(text => $"not in the code: {text}"));
    }

    [Fact]
    public void Translations_are_Korean() =>
        Assert.Empty(All().Where(pair => !Hangul().IsMatch(pair.Value) && Letters().IsMatch(pair.Key)).Select(pair => pair.Key));

    [Fact]
    public void Translations_have_the_same_values_and_the_same_colors() =>
        Assert.Empty(All().Where(pair => Marks(pair.Key) != Marks(pair.Value)).Select(pair => pair.Key));

    /// <summary>A translation may have further figures: a tenth is 10분의 1.</summary>
    [Fact]
    public void Translations_have_all_options_and_figures_of_the_text() =>
        Assert.Empty(All().Where(pair => Names(pair.Key).Except(Names(pair.Value)).Any()).Select(pair => pair.Key));

    /// <summary>Figures stand below the headings of epochs and digits, and behind titles that are padded. The last heading of digits is left-aligned.</summary>
    [Fact]
    public void Headings_above_figures_have_the_same_width() =>
        Assert.Empty(
            Korean
                .Texts.Where(pair => IsColumn(pair.Key))
                .Where(pair => WidthOf(pair.Key) != WidthOf(pair.Value))
                .Select(pair => $"{pair.Key}: {pair.Value}")
        );

    /// <summary>Whatever is recognized is said somewhere: every part of it between its values stands in the sources.</summary>
    [Fact]
    public void Recognized_sentences_are_those_of_the_sources()
    {
        string sources = string.Concat(SourceTexts.Files("").Select(File.ReadAllText));
        string[] unknown =
        [
            .. Korean
                .Recognized.Keys.Concat(Korean.Words.Keys)
                .SelectMany(text => Hole().Split(text))
                .SelectMany(part => part.Split(". ").SelectMany(sentence => sentence.Split(", or ")))
                .Select(part => part.Trim(' ', '.', ',', ':'))
                .Where(part => part.Length > 3 && !sources.Contains(part, StringComparison.Ordinal)),
        ];
        Assert.Empty(unknown.Except(Composed));
    }

    [Theory]
    [InlineData(
        "--epochs: expected a whole number from 1 to 9, found \"x\".",
        "--epochs: 필요한 것은 1에서 9까지의 정수, 찾은 것은 \"x\"입니다."
    )]
    [InlineData(
        "seven.png: expected one image, found several. Name the one to explain.",
        "seven.png: 필요한 것은 이미지 하나, 찾은 것은 여럿입니다. 해결 방법: 설명할 것 하나를 지정하십시오."
    )]
    [InlineData("The layers of a model are fixed: leave out --dropout.", "모델에는 제 계층이 있습니다. 다음을 빼십시오: --dropout.")]
    [InlineData("Loading mnist", "mnist 읽는 중")]
    [InlineData(
        "digits: expected one of a, digits, found \"train.csv\".",
        "digits: 필요한 것은 a, digits 가운데 하나, 찾은 것은 \"train.csv\"입니다."
    )]
    [InlineData(
        "--memory: expected a size of at least 200MB, in KB, MB, GB, KiB, MiB or GiB, such as 500MB, found \"5MB\".",
        "--memory: 필요한 것은 500MB처럼 200MB 이상인 크기(단위는 KB, MB, GB, KiB, MiB, GiB), 찾은 것은 \"5MB\"입니다."
    )]
    [InlineData(
        "the memory for training: expected at least 1,802 MB for a network of 25,344,010 parameters, found 500 MB. Raise the memory limit, or train a smaller network.",
        "학습의 메모리: 필요한 것은 매개변수가 25,344,010개인 신경망에 1,802 MB 이상, 찾은 것은 500 MB입니다. 해결 방법: 메모리를 늘리거나 더 작은 신경망을 학습하십시오."
    )]
    [InlineData(
        "a.zip.checkpoint is the checkpoint of another training run. Differences: data (b there, c here); seed (unknown there, 2 here). Resume it with its original settings and data, or start again without resuming.",
        "a.zip.checkpoint: 다른 학습의 체크포인트입니다. 다른 점: data(저장된 것은 b, 지금은 c), seed(저장된 것은 알 수 없음, 지금은 2). 원래의 설정과 데이터로 이어서 하거나, 이어서 하지 말고 처음부터 다시 하십시오."
    )]
    [InlineData(
        "a.csv: expected classes of several rows, found a different label in each of 30 rows, as ids and names have. Name another label column.",
        "a.csv: 필요한 것은 여러 행에 나오는 분류, 찾은 것은 30행마다 다른 레이블(아이디나 이름처럼)입니다. 해결 방법: 다른 레이블 열을 지정하십시오."
    )]
    [InlineData(
        "a.csv: expected a name where a model can be written, found a file of another kind, which would be lost. Choose another name, or move that file away. --force replaces it anyway.",
        "a.csv: 필요한 것은 모델에 쓸 수 있는 이름, 찾은 것은 그 자리에 있는 다른 종류의 파일(쓰면 잃습니다)입니다. 해결 방법: 다른 이름을 고르거나 그 파일을 옮기십시오. 그래도 덮어쓰려면 --force를 주십시오."
    )]
    [InlineData(
        "10.0.0.7:5290: expected a process that serves jobs, found no answer. Start its command on that machine, or check whether a firewall blocks the connection.",
        "10.0.0.7:5290: 필요한 것은 작업을 나누어 주는 프로세스인데, 답이 없습니다. 해결 방법: 그 컴퓨터에서 명령을 시작하거나, 사이에 방화벽이 있는지 확인하십시오."
    )]
    [InlineData("images: 8x8", "이미지: 8x8")]
    [InlineData("label column: none", "레이블 열: 없음")]
    [InlineData("pixels: 0 to 16, rescaled to 0 to 255", "픽셀: 0에서 16까지, 0에서 255로 변환")]
    [InlineData("files: 12", "파일: 12개")]
    [InlineData("files: 3, from a-1.csv to a-4.csv", "파일: a-1.csv부터 a-4.csv까지 3개")]
    [InlineData(
        "size: mixed or above 64x64; each image framed as a digit of 28x28",
        "크기: 섞여 있거나 64x64보다 큼. 이미지마다 28x28 숫자의 틀에 맞춤"
    )]
    [InlineData("left out: 3 images beside the subfolders", "뺀 것: 하위 폴더 밖의 이미지 3개")]
    [InlineData("1,000 rows without a label left out", "레이블이 없는 행 1,000개를 뺐습니다")]
    [InlineData(
        "t.csv, value 1: expected an object for each row, found the rows as a list in \"data\". Write that list alone, or save the table as CSV.",
        "t.csv, value 1: 필요한 것은 an object for each row, 찾은 것은 \"data\" 안의 행 목록입니다. 해결 방법: 그 목록만 쓰거나 표를 CSV로 저장하십시오."
    )]
    [InlineData(
        "user: of whole numbers of up to 19 digits, about 7 are kept; leave the column out if they are ids",
        "user: 최대 19자리 정수에서 약 7자리만 남습니다. 식별 번호이면 열을 빼십시오"
    )]
    [InlineData(
        "age: 2 cells hold an error of a spreadsheet, such as #REF!, read as missing",
        "age: 칸 2개에 #REF! 같은 스프레드시트 오류가 있어 결측값으로 읽습니다"
    )]
    [InlineData("id: 1 of 4 rows has the same id as an earlier one", "id: 행 4개 가운데 1개는 식별 번호가 앞의 행과 같습니다")]
    [InlineData(
        "y: \"Yes\" and \"yes\" differ only in case, and are different classes",
        "y: \"Yes\", \"yes\"는 대소문자만 다르며 서로 다른 분류입니다"
    )]
    [InlineData(
        "color: several values in a cell, such as red and blue, which are not taken apart",
        "color: red, blue처럼 한 칸에 값이 여럿이며 나누어 읽지 않습니다"
    )]
    [InlineData(
        "age: 40 of 42 values are outside the range of 20 to 68 that the network was trained on",
        "age: 값 42개 가운데 40개가 신경망을 학습한 범위 20~68를 벗어납니다"
    )]
    [InlineData("perhaps counts the rows by 10", "아마 행을 10씩 세는 번호")]
    [InlineData("shifted duplicate with another label in both parts", "옮겨진 같은 이미지, 다른 레이블, 두 부분에 모두 있음")]
    [InlineData("A sentence that nobody has translated.", "A sentence that nobody has translated.")]
    public void Finished_sentences_are_recognized_with_their_values(string english, string korean) =>
        Assert.Equal(korean, Korean.Recognize(english));

    private static IEnumerable<KeyValuePair<string, string>> All() => Korean.Texts.Concat(Korean.Words).Concat(Korean.Recognized);

    private static IEnumerable<string> HelpOf(Command root) =>
        root
            .Subcommands.Append(root)
            .SelectMany(command => command.Arguments.Concat<Symbol>(command.Options).Append(command))
            .Select(symbol => symbol.Description)
            .OfType<string>()
            .Where(text => text.Length > 0);

    private static string Marks(string text) =>
        string.Join(' ', Mark().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Value);

    private static int WidthOf(string text)
    {
        string part = Spacing().Match(text).Value;
        return CellWidth.Of(
            part.EndsWith("or", StringComparison.Ordinal) || part.EndsWith("또는", StringComparison.Ordinal)
                ? part[..part.LastIndexOf(' ')]
                : part
        );
    }

    private static bool IsColumn(string english) =>
        english.StartsWith("[grey]epoch ", StringComparison.Ordinal)
        || Spacing().Match(english).Value.Contains("   ", StringComparison.Ordinal);

    [GeneratedRegex(@"\p{IsHangulSyllables}")]
    private static partial Regex Hangul();

    [GeneratedRegex(@"(?<![-{\w])[a-z]{2,}", RegexOptions.IgnoreCase)]
    private static partial Regex Letters();

    // Colors have at most six letters; [options] and [command] are words of help.
    [GeneratedRegex(@"\{\d+\}|\[/\]|\[[a-z]{3,6}(?: [a-z]+)?\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"--[a-z][a-z-]*[a-z]|(?<![{A-Za-z0-9.])\d+(?:\.\d+)?(?:e-?\d+)?(?![}A-Za-z0-9])")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    // Of a title, up to its value; of headings, the whole line.
    [GeneratedRegex(@"^[^{]*(?=\{|\z)")]
    private static partial Regex Spacing();
}

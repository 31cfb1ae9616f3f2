@echo off
rem The command mnist: builds what is needed, quietly and only when sources have changed, and runs it.
setlocal
set "root=%~dp0"
set "project=%root%src\MnistTrainer.Cli"
set "output=%project%\bin\Release\net10.0\publish"
set "stamp=%output%\.built"
where dotnet >nul 2>nul
if errorlevel 1 (
  echo mnist needs the .NET 10 SDK, which is not on this machine ^(no dotnet on the PATH^). Get it from https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
  exit /b 1
)
if not exist "%stamp%" goto build
for /f "delims=" %%T in ('powershell -NoProfile -Command "$s=(Get-Item -Force '%stamp%').LastWriteTimeUtc; if (Get-ChildItem '%root%src','%root%build','%root%Directory.*.props','%root%global.json' -Recurse -File | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.LastWriteTimeUtc -gt $s } | Select-Object -First 1) { 'stale' }"') do goto build
goto run

:build
set "log=%TEMP%\mnist-build-%RANDOM%%RANDOM%.log"
echo Building... 1>&2
rem Ahead-of-time code halves the time to start. Where its compiler cannot be had, the program is built without it.
set "publish=dotnet publish "%project%\MnistTrainer.Cli.csproj" -c Release --nologo -v quiet -o "%output%""
%publish% -p:PublishReadyToRun=true >"%log%" 2>&1 || %publish% >"%log%" 2>&1
if errorlevel 1 (
  type "%log%" 1>&2
  del "%log%"
  echo mnist could not be built; see above. 1>&2
  exit /b 1
)
del "%log%"
type nul >"%stamp%"

:run
"%output%\mnist.exe" %*
exit /b %ERRORLEVEL%

@echo off
rem Runs answersheet from where it was unpacked. Needs nothing but a Java, 17 or newer.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "pace=short"
if "%~1"=="generate" set "pace=long"
"%java%" "@%home%\lib\java.options" "@%home%\lib\%pace%.options" -jar "%home%\answersheet.jar" %*
exit /b %ERRORLEVEL%
